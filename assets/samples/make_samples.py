#!/usr/bin/env python3
"""Draws the sample scans of the practice desk and the demo; see README.md beside it.

Nothing here copies a real form or a real person: the names say themselves that they are invented.
"""

import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

HERE = Path(__file__).parent
FONTS = Path("/usr/share/fonts/truetype/dejavu")
DPI = 120
WIDTH, HEIGHT = 992, 1403
MARGIN = 96
INK = (30, 30, 34)
PEN = (28, 52, 140)
WATERMARK = "MẪU TẬP HUẤN"


def font(name, size):
    return ImageFont.truetype(str(FONTS / f"{name}.ttf"), size)


PRINT = font("DejaVuSerif", 19)
BOLD = font("DejaVuSerif-Bold", 20)
TITLE = font("DejaVuSerif-Bold", 28)
SMALL = font("DejaVuSerif-Italic", 16)
HAND = font("DejaVuSans-Oblique", 20)


class Sheet:
    """One A4 page that looks scanned: off-white, slightly turned, a little noise."""

    def __init__(self, colour):
        self.colour = colour
        self.image = Image.new("RGB", (WIDTH, HEIGHT), (250, 249, 245))
        self.draw = ImageDraw.Draw(self.image)
        self.y = 80
        self.watermark()

    def watermark(self):
        layer = Image.new("L", (WIDTH, 220), 0)
        ImageDraw.Draw(layer).text(
            (WIDTH / 2, 110), WATERMARK, font=font("DejaVuSans-Bold", 92), fill=60, anchor="mm"
        )
        layer = layer.rotate(52, expand=True, resample=Image.BICUBIC)
        at = ((WIDTH - layer.width) // 2, (HEIGHT - layer.height) // 2)
        self.image.paste((150, 150, 150), at, layer)

    def centre(self, text, face=PRINT, fill=INK, gap=32):
        self.draw.text((WIDTH / 2, self.y), text, font=face, fill=fill, anchor="ma")
        self.y += gap

    def line(self, label, value="", gap=40):
        """A printed label, the answer in pen, dots under the answer."""
        self.draw.text((MARGIN, self.y), label, font=PRINT, fill=INK)
        start = MARGIN + self.draw.textlength(label, font=PRINT) + 10
        for x in range(int(start), WIDTH - MARGIN, 7):
            self.draw.point((x, self.y + 24), fill=(120, 120, 120))
        self.draw.text((start + 6, self.y - 2), value, font=HAND, fill=PEN)
        self.y += gap

    def heading(self):
        self.centre("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD)
        self.centre("Độc lập - Tự do - Hạnh phúc", BOLD, gap=20)
        self.draw.line((WIDTH / 2 - 150, self.y + 10, WIDTH / 2 + 150, self.y + 10), fill=INK, width=1)
        self.y += 50

    def signature(self, role, name):
        x = WIDTH - MARGIN - 170
        self.draw.text((x, self.y), role, font=BOLD, fill=INK, anchor="ma")
        self.draw.text((x, self.y + 30), "(ký, ghi rõ họ tên)", font=SMALL, fill=INK, anchor="ma")
        points = [(x - 70 + step * 8, self.y + 90 + random.randint(-16, 16)) for step in range(17)]
        self.draw.line(points, fill=PEN, width=2, joint="curve")
        self.draw.text((x, self.y + 130), name, font=HAND, fill=PEN, anchor="ma")
        self.y += 190

    def stamp(self, x, y):
        for radius, width in ((78, 4), (54, 2)):
            box = (x - radius, y - radius, x + radius, y + radius)
            self.draw.ellipse(box, outline=(196, 40, 48), width=width)
        face = font("DejaVuSans-Bold", 17)
        self.draw.text((x, y), "MẪU\nTẬP HUẤN", font=face, fill=(196, 40, 48), anchor="mm", align="center")

    def save(self, name, quality):
        page = self.image.rotate(random.uniform(-0.4, 0.4), fillcolor=(250, 249, 245), resample=Image.BICUBIC)
        page = page.filter(ImageFilter.GaussianBlur(0.4))
        if not self.colour:
            page = page.convert("L")
        page.save(HERE / name, quality=quality, dpi=(DPI, DPI), optimize=True)


def application():
    first = Sheet(colour=False)
    first.heading()
    first.centre("TỜ KHAI ĐĂNG KÝ KHAI SINH", TITLE, gap=50)
    first.centre("Kính gửi: Ủy ban nhân dân xã Ví Dụ", gap=56)
    first.line("Họ, chữ đệm, tên người yêu cầu:", "Trần Văn Mẫu")
    first.line("Ngày, tháng, năm sinh:", "01/01/1990")
    first.line("Nơi cư trú:", "thôn Thí Điểm, xã Ví Dụ, tỉnh Tập Huấn")
    first.line("Số định danh cá nhân:", "000000000000")
    first.line("Quan hệ với người được khai sinh:", "cha", gap=60)
    first.centre("Đề nghị cơ quan đăng ký khai sinh cho người dưới đây:", BOLD, gap=50)
    first.line("Họ, chữ đệm, tên:", "TRẦN THỊ VÍ DỤ")
    first.line("Ngày, tháng, năm sinh:", "06/10/2022")
    first.line("Ghi bằng chữ:", "Ngày sáu tháng mười năm hai nghìn không trăm hai hai")
    first.line("Giới tính:", "Nữ          Dân tộc:  Kinh          Quốc tịch:  Việt Nam")
    first.line("Nơi sinh:", "Trạm y tế xã Ví Dụ, tỉnh Tập Huấn")
    first.line("Quê quán:", "xã Ví Dụ, tỉnh Tập Huấn")
    first.centre("- 1 -", SMALL)
    first.save("to_khai_1.jpg", 38)

    second = Sheet(colour=False)
    second.line("Họ, chữ đệm, tên người mẹ:", "Nguyễn Thị Thí Dụ")
    second.line("Năm sinh:", "1992          Dân tộc:  Kinh          Quốc tịch:  Việt Nam")
    second.line("Nơi cư trú:", "thôn Thí Điểm, xã Ví Dụ, tỉnh Tập Huấn", gap=60)
    second.line("Họ, chữ đệm, tên người cha:", "Trần Văn Mẫu")
    second.line("Năm sinh:", "1990          Dân tộc:  Kinh          Quốc tịch:  Việt Nam")
    second.line("Nơi cư trú:", "thôn Thí Điểm, xã Ví Dụ, tỉnh Tập Huấn", gap=60)
    second.line("Đề nghị cấp bản sao:", "Có, 02 bản", gap=70)
    second.centre("Tôi cam đoan nội dung khai trên đây là đúng sự thật.", PRINT, gap=70)
    second.draw.text((WIDTH - MARGIN - 170, second.y), "Làm tại xã Ví Dụ, ngày 06/10/2022", font=SMALL, fill=INK, anchor="ma")
    second.y += 40
    second.signature("Người yêu cầu", "Trần Văn Mẫu")
    second.centre("- 2 -", SMALL)
    second.save("to_khai_2.jpg", 38)


def birth_note():
    sheet = Sheet(colour=True)
    sheet.heading()
    sheet.centre("GIẤY CHỨNG SINH", TITLE, gap=50)
    sheet.centre("Số: 000/2022          Quyển số: 00", SMALL, gap=60)
    sheet.line("Họ và tên mẹ:", "Nguyễn Thị Thí Dụ")
    sheet.line("Năm sinh:", "1992          Dân tộc:  Kinh")
    sheet.line("Số định danh cá nhân:", "000000000000")
    sheet.line("Nơi cư trú:", "thôn Thí Điểm, xã Ví Dụ, tỉnh Tập Huấn")
    sheet.line("Đã sinh con vào lúc:", "02 giờ 15 phút, ngày 06/10/2022")
    sheet.line("Tại:", "Trạm y tế xã Ví Dụ, tỉnh Tập Huấn")
    sheet.line("Số con trong lần sinh này:", "01          Giới tính:  Nữ          Nặng:  3100 g")
    sheet.line("Tình trạng con:", "khỏe mạnh")
    sheet.line("Dự định đặt tên con:", "Trần Thị Ví Dụ", gap=70)
    top = sheet.y
    sheet.signature("Người đỡ đẻ", "Lê Thị Thử Nghiệm")
    sheet.stamp(WIDTH - MARGIN - 300, top + 100)
    sheet.save("giay_chung_sinh_1.jpg", 40)


def decision():
    pdfmetrics.registerFont(TTFont("Serif", str(FONTS / "DejaVuSerif.ttf")))
    pdfmetrics.registerFont(TTFont("Bold", str(FONTS / "DejaVuSerif-Bold.ttf")))
    page = canvas.Canvas(str(HERE / "ket_qua.pdf"), pagesize=A4, pageCompression=1, invariant=1)
    page.setTitle("Quyết định (mẫu tập huấn)")
    page.setAuthor("motcua")
    width, height = A4
    page.saveState()
    page.translate(width / 2, height / 2)
    page.rotate(52)
    page.setFillGray(0.86)
    page.setFont("Bold", 64)
    page.drawCentredString(0, 0, WATERMARK)
    page.restoreState()

    def centred(y, text, face="Serif", size=12, x=width / 2):
        page.setFont(face, size)
        page.drawCentredString(x, y, text)

    centred(height - 70, "ỦY BAN NHÂN DÂN", "Serif", 11, 150)
    centred(height - 86, "XÃ VÍ DỤ", "Bold", 11, 150)
    centred(height - 110, "Số: 00/QĐ-UBND", "Serif", 11, 150)
    centred(height - 70, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Bold", 10, 405)
    centred(height - 86, "Độc lập - Tự do - Hạnh phúc", "Bold", 11, 405)
    centred(height - 110, "Ví Dụ, ngày 06 tháng 10 năm 2022", "Serif", 11, 405)
    centred(height - 170, "QUYẾT ĐỊNH", "Bold", 15)
    centred(height - 192, "Về việc giải quyết hồ sơ (bản dùng để tập huấn)", "Bold", 12)
    centred(height - 230, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ VÍ DỤ", "Bold", 12)
    body = [
        "Căn cứ hồ sơ của ông Trần Văn Mẫu, thôn Thí Điểm, xã Ví Dụ;",
        "Xét đề nghị của công chức tư pháp - hộ tịch,",
        "",
        "Điều 1. Chấp thuận nội dung đề nghị nêu trong hồ sơ.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
        "Điều 3. Ông Trần Văn Mẫu và các bộ phận liên quan thi hành Quyết định này.",
    ]
    y = height - 270
    page.setFont("Serif", 12)
    for line in body:
        page.drawString(70, y, line)
        y -= 24
    centred(y - 40, "CHỦ TỊCH", "Bold", 12, 420)
    centred(y - 130, "Phạm Văn Giả Định", "Bold", 12, 420)
    page.showPage()
    page.save()


if __name__ == "__main__":
    random.seed(223)
    application()
    birth_note()
    decision()
