//! Words of the layers: what each is for, what is done there, what F2 does, and where to look further.

/// By the layer's name. Help itself and the curtain have none: F1 does nothing over them.
pub(super) const LAYERS: &[(&str, &[&str])] = &[
    (
        "account",
        &[
            "Bước 1: kiểm tra tài khoản công dân trên Cổng Dịch vụ công Quốc gia.",
            "Gõ số CMND, CCCD hoặc mã số thuế rồi ghi điều tìm thấy: có, chưa có,",
            "hoặc chưa kiểm tra được. Chưa có tài khoản không cản việc tiếp nhận.",
            "«Công dân chưa có tài khoản trên Cổng Dịch Vụ Công Quốc Gia, vui lòng chọn OK",
            "để chuyển đến trang tạo tài khoản cho công dân»: OK mở trang chính của Cổng,",
            "hoặc trang ghi ở Thiết lập. Căn cứ: công văn 223/VPUBND-KSTT, mục 2.1, Bước 1.",
        ],
    ),
    (
        "act",
        &[
            "Một việc cần cân nhắc với hồ sơ: đọc các dòng «Sẽ», điền lý do rồi bấm F2.",
            "F4 chọn lý do mẫu, sửa lại được. Việc nào cần lãnh đạo thì F2 mời nhập PIN.",
            "Esc không ghi gì. Việc đã ghi nằm trong lịch sử của hồ sơ, kèm tên cán bộ.",
        ],
    ),
    (
        "add_paper",
        &[
            "Kết quả bản giấy có từ trước, số hóa đưa thẳng vào kho, không qua hồ sơ.",
            "Nhập số định danh của chủ giấy tờ, mã, tên, ngày có hiệu lực; F8 chọn tệp.",
            "Tệp chưa ký số thì phải ghi lý do dùng tệp. F2 thêm vào kho, máy cấp mã.",
        ],
    ),
    (
        "admin",
        &[
            "Quản trị: cán bộ, thiết lập, lịch nghỉ, sao lưu và kho tin cậy.",
            "Bấm số của mục rồi làm ở màn hình mở ra. Mục nào cần vai trò Quản trị",
            "thì máy nói rõ. Phần dưới là tình trạng của quầy và các bản sao lưu.",
        ],
    ),
    (
        "approve",
        &[
            "Việc này cần lãnh đạo duyệt. Lãnh đạo chọn tên mình bằng ↑↓, tự gõ mã PIN",
            "rồi bấm F2. Người đang làm việc không tự duyệt cho mình được.",
            "Esc thì chưa ghi gì; mọi điều đã nhập ở màn hình dưới vẫn còn.",
        ],
    ),
    (
        "ask_choice",
        &[
            "Máy cần một câu trả lời trước khi làm tiếp. Bấm số của câu, hoặc Enter lấy",
            "câu có dấu ▸. Esc là thôi, chưa ghi gì.",
        ],
    ),
    (
        "ask_text",
        &[
            "Gõ một dòng rồi bấm Enter để dùng ở màn hình dưới. Esc là thôi.",
            "Muốn ghi hẳn vào máy thì vẫn phải bấm F2 ở màn hình ấy nếu nó có F2.",
        ],
    ),
    (
        "calendar",
        &[
            "Ngày nghỉ và ngày làm bù của từng năm; hẹn trả được tính theo lịch này.",
            "←→ đổi năm, F2 thêm ngày, Enter xác nhận, đổi hoặc bỏ ngày đang trỏ.",
            "Ngày dự kiến vẫn là ngày làm việc cho đến khi có người xác nhận.",
            "Sửa lịch cần vai trò Quản trị. Nguồn của từng ngày ghi ở dòng dưới bảng.",
        ],
    ),
    (
        "care",
        &[
            "Tính chất của một giấy tờ (ố, mốc, đóng quyển, khổ lớn…), việc phải chuẩn bị",
            "trước khi quét, và cách xử lý: số hóa, chờ thiết bị hay không số hóa.",
            "Không số hóa là đề nghị có lý do; lãnh đạo duyệt thì mới có hiệu lực.",
            "F2 ghi. F7 in biên bản khi đã có quyết định không số hóa.",
        ],
    ),
    (
        "components",
        &[
            "Thành phần hồ sơ (bước 4 khi tiếp nhận). Space đánh dấu đã nhận, Ctrl+A nhận",
            "đủ, F4 lấy giấy tờ còn hiệu lực từ kho, F8 gắn tệp hoặc quét.",
            "Hồ sơ đã có số: F8 mở các trang của giấy để đếm, quét; Enter chọn tệp có sẵn.",
            "Giấy phải giữ cẩn thận hoặc không số hóa: Ctrl+K. Dòng dưới ghi còn thiếu gì.",
            "Danh mục có quy định riêng cho giấy đang chỉ: F10, Đọc đủ quy định.",
        ],
    ),
    (
        "copying",
        &[
            "Bảy yêu cầu khi sao chụp, số hóa giấy tờ, xét trên hồ sơ này. Điều máy tự",
            "kiểm được thì máy trả lời; điều máy không biết thì cán bộ xem rồi F2 xác nhận.",
            "Dòng ✗ nói còn thiếu gì và làm ở đâu. Trang hay tệp đổi thì phải xác nhận lại.",
            "Căn cứ: công văn 223/VPUBND-KSTT.",
        ],
    ),
    (
        "dossier",
        &[
            "Mọi điều về một hồ sơ: chủ hồ sơ, hẹn trả, giấy tờ, kết quả, phiếu, lịch sử.",
            "F2 là việc kế tiếp của hồ sơ, tên việc ghi ở dòng cuối. F9 chuyển bước,",
            "F8 giấy tờ, F7 in phiếu hẹn, Enter mở dòng đang trỏ. Việc khác ở F10:",
            "cập nhật, bổ sung, rút, dừng, xin lỗi, phí, phiếu khác, tủ lưu, hủy.",
        ],
    ),
    (
        "fees",
        &[
            "Các khoản phải nộp của hồ sơ, khoản đã thu và khoản được miễn.",
            "+ thêm khoản, Enter sửa (hình thức nộp, biên lai, lý do miễn), Space đã thu",
            "tiền mặt. Chưa có gì được ghi cho đến khi bấm F2.",
            "Sửa khoản đã thu phải có lý do. Danh sách cuối ngày: F10, Thu phí trong ngày.",
        ],
    ),
    (
        "files",
        &[
            "Chọn tệp trong thư mục. Space đánh dấu, số thứ tự là thứ tự trang; Enter dùng.",
            "Gõ để lọc theo tên, F4 đổi thư mục, F5 đọc lại. Tệp trong thư mục giữ nguyên.",
            "Dấu ? là tệp có cùng nội dung với tệp đã có; dòng dưới nói nó ở đâu.",
        ],
    ),
    (
        "first_start",
        &[
            "Tập huấn dùng dữ liệu giả, làm thử thoải mái; dữ liệu thật để riêng.",
            "Lập quầy mới khi bắt đầu làm thật trên máy này.",
            "Khôi phục khi thay máy hoặc máy cũ hỏng, từ bản sao lưu.",
        ],
    ),
    (
        "forward",
        &[
            "Chuyển hồ sơ sang bước khác. Bấm số của bước; bước thường dùng đã chọn sẵn.",
            "F4 đổi người nhận, hoặc chọn lý do mẫu khi con trỏ ở mục lý do.",
            "Còn thiếu tệp thì phải ghi lý do. F2 đọc lại các tệp rồi mới chuyển.",
        ],
    ),
    (
        "hand_back",
        &[
            "Trả kết quả cho chủ hồ sơ hoặc người được ủy quyền (cần giấy ủy quyền).",
            "Đối chiếu giấy tờ tùy thân, điền người nhận, hình thức trả rồi bấm F2.",
            "Mỗi hồ sơ chỉ trả một lần. Trả xong, kết quả có trong kho của chủ hồ sơ.",
            "Còn khoản phí chưa nộp thì máy hỏi lý do vẫn trả.",
        ],
    ),
    (
        "heavy",
        &[
            "Tệp nặng hơn mức khuyến nghị. Máy làm thử từng cách, ghi dung lượng đo được:",
            "giữ nguyên, tách thành nhiều tệp, hoặc nén lại. Bấm số của cách muốn dùng.",
            "Bản gốc luôn được giữ. Mức này đổi ở Quản trị, Thiết lập.",
        ],
    ),
    (
        "holder",
        &[
            "Bước 3: thông tin chủ hồ sơ. Mục có dấu * là bắt buộc.",
            "Mỗi mục được lưu nháp ngay khi rời mục đó. Enter đến mục còn phải điền;",
            "Tab, ↑↓ đi từng mục. F2 đi tiếp khi không còn mục nào thiếu hay sai.",
            "Hồ sơ đã có số (Cập nhật): F2 ghi các mục đã đổi, giá trị cũ vào lịch sử.",
        ],
    ),
    (
        "home",
        &[
            "Ô Tìm nhận số hồ sơ, số giấy tờ, di động, mã giấy tờ hoặc họ tên không dấu.",
            "Gõ một chữ số rồi Enter để mở mục cùng số. F2 tiếp nhận hồ sơ mới.",
            "Đang dở: trang quét chưa gán, bản nháp, phiếu hẹn chưa in; Enter làm tiếp.",
        ],
    ),
    (
        "kho",
        &[
            "Kho giấy tờ của một cá nhân, tổ chức: kết quả đã trả và giấy tờ đã lưu.",
            "Gõ số định danh rồi Enter; gõ chữ ở ô tìm để lọc. Enter xem tệp.",
            "Mở từ hồ sơ: Space chọn giấy còn hiệu lực, F2 dùng lại, không tạo tệp mới.",
            "Giấy hết hạn không dùng được. F8 thêm giấy tờ cũ; gỡ khỏi kho phải có lý do.",
        ],
    ),
    (
        "last_receipt",
        &[
            "Sau khi khôi phục, máy không biết các phiếu đã cấp sau bản sao lưu.",
            "Xem tờ phiếu giấy cấp sau cùng ở quầy này, nhập đúng số in trên đó; chưa cấp",
            "phiếu nào thì nhập 0. F2 ghi, số mới được cấp tiếp theo nên không trùng.",
        ],
    ),
    (
        "layouts",
        &[
            "Các mẫu giấy máy lập được, văn bản ban hành từng mẫu, và mẫu nào đã được",
            "đối chiếu với bản gốc. Chỉ để xem; chọn mẫu ở Quản trị, Thiết lập.",
        ],
    ),
    (
        "list",
        &[
            "Danh sách hồ sơ. Gõ để tìm theo số, họ tên, di động hoặc về việc; F4 lọc theo",
            "cột. Số dòng khớp tính theo các bộ lọc đang đặt; Esc bỏ lọc.",
            "Enter mở hồ sơ, F9 chuyển bước, F7 phiếu hẹn của hồ sơ đang trỏ.",
            "Ctrl+A đổi giữa việc của tôi và cả đơn vị ở những mục có chia.",
        ],
    ),
    (
        "login",
        &[
            "Chọn tên mình bằng ↑↓, gõ mã PIN rồi bấm Enter.",
            "Quên mã PIN: nhờ cán bộ quản trị đặt mã mới ở Quản trị, Cán bộ.",
        ],
    ),
    (
        "new_desk",
        &[
            "Lập quầy thật trên máy này. Mục có dấu * là bắt buộc; F2 lập quầy.",
            "Mã đơn vị: mã định danh điện tử của UBND xã, như 000.99.15.H08. Mã này đứng",
            "đầu mọi số hồ sơ; xem ở văn bản cấp mã, hoặc hỏi bộ phận phụ trách CNTT.",
            "Số quầy và dải số: mỗi máy một số, một dải, để các máy không cấp trùng nhau.",
            "Cán bộ đầu tiên giữ mọi vai trò, thêm người sau ở Quản trị. PIN có 4 đến 8 số.",
        ],
    ),
    (
        "new_pin",
        &[
            "Đặt mã PIN mới trước khi làm việc: mã do người khác đặt phải được thay.",
            "Gõ mã đang dùng nếu máy hỏi, rồi gõ mã mới hai lần; F2 đổi.",
            "Mã mới phải khác mã cũ và đủ số chữ số đơn vị quy định.",
        ],
    ),
    (
        "not_written",
        &[
            "Máy chưa ghi được việc vừa bấm F2. Chưa có gì được cấp hay lập; điều đã nhập",
            "vẫn còn. Sửa nguyên nhân rồi bấm 1; cần chỗ trống thì 2 xem tệp nào lớn;",
            "3 ghi bản nháp ra USB để làm tiếp ở quầy khác. Esc lùi lại màn hình cũ.",
        ],
    ),
    (
        "numbers",
        &[
            "Phím 1–6 đổi phần. Đúng hạn, quá hạn tính theo hẹn trả gốc: xin lỗi hay chờ",
            "bổ sung đổi ngày hẹn nhưng không xóa quá hạn; kịp hẹn lại ghi ở cột riêng.",
            "Hồ sơ chờ bổ sung, chờ nộp phí đang dừng, không kể là quá hạn.",
            "Enter ở một ô mở các hồ sơ của ô ấy; ở ô tỷ lệ là những hồ sơ quá hạn.",
            "QĐ 766: chỉ là ước tính từ hồ sơ trong máy này; điểm chính thức ở Cổng DVCQG.",
            "Tập dượt: nếu hôm nay chốt tháng thì biểu ghi gì, hồ sơ nào nên làm trước.",
        ],
    ),
    (
        "officers",
        &[
            "Cán bộ của đơn vị và vai trò của từng người. F2 thêm, Enter sửa.",
            "Vai trò quyết định được làm việc gì; một người giữ được nhiều vai trò.",
            "Mã PIN đặt hộ phải được đổi ở lần đăng nhập tới. Ngừng làm việc thì không",
            "đăng nhập được, việc đã làm vẫn giữ tên. Sửa cần vai trò Quản trị.",
        ],
    ),
    (
        "outcome",
        &[
            "Cập nhật giấy tờ kết quả. F4 chọn mã giấy tờ; F8 chọn tệp đã ký số, kết quả",
            "bản giấy thì quét ở đây. Tệp chưa ký hoặc chữ ký chưa rõ phải ghi lý do.",
            "Thời hạn gõ 10y, 3m, 15d, máy tính ngày hết hạn; trống cả hai là vô thời hạn.",
            "Mã 0 là văn bản trung gian: lưu tệp vào hồ sơ, chưa phải kết quả để trả.",
            "F2 cập nhật, máy cấp mã kết quả. Căn cứ: công văn 223/VPUBND-KSTT, mục 2.3.",
        ],
    ),
    (
        "packages",
        &[
            "Hồ sơ nộp trực tuyến vào máy bằng gói tệp. Trỏ vào gói rồi F2 nhận; F4 đổi",
            "thư mục. Nhận lại một gói không tạo hồ sơ thứ hai.",
            "Hồ sơ không nhận được nằm ở phần cách ly, kèm lý do; chữa xong F2 thử lại.",
        ],
    ),
    (
        "pages",
        &[
            "Từng mặt của từng tờ, mỗi mặt đúng một ảnh. Đếm giấy trên tay, gõ số tờ, rồi",
            "F8 quét hoặc Enter gán ảnh từ khay. g ghi chú, r xoay, Del trả ảnh về khay.",
            "Ảnh nằm đúng mặt hay chưa: v xem. Số ảnh chưa khớp thì F2 hỏi và cần lý do.",
            "F2 hoàn tất: ghép các trang thành một PDF, ảnh gốc vẫn giữ nguyên.",
        ],
    ),
    (
        "palette",
        &[
            "Bảng lệnh: gõ vài chữ không dấu của một việc, một màn hình hay một hồ sơ rồi",
            "Enter. Bên phải là phím tắt nếu có. Việc chưa làm được ở dưới, có ghi vì sao.",
            "Thoát, Đổi cán bộ, Sao lưu, Tự kiểm tra chỉ có ở đây.",
        ],
    ),
    (
        "pick_row",
        &["Chọn một dòng bằng ↑↓ rồi Enter. Esc là thôi, màn hình dưới giữ nguyên."],
    ),
    (
        "preview",
        &[
            "Từng trang, to bằng cửa sổ, để thấy trang trắng, trang ngược, trang nhầm.",
            "↑↓ sang trang khác, + phóng to, - cả trang. Muốn đọc chữ thì Enter mở trình",
            "xem của máy. Ở đây chỉ xem, không đổi gì.",
        ],
    ),
    (
        "procedure",
        &[
            "Bước 2: chọn lĩnh vực, thủ tục, quy trình; hoặc gõ thẳng một phần tên",
            "hay mã thủ tục rồi Enter. F4 lọc theo lĩnh vực; dòng 0 khi thủ tục không có",
            "trong danh mục. Thời hạn và lệ phí lấy từ danh mục thủ tục của đơn vị.",
            "Căn cứ: công văn 223/VPUBND-KSTT, mục 2.1, Bước 2.",
        ],
    ),
    (
        "read_only",
        &[
            "Dữ liệu đang được một cửa sổ khác dùng, hoặc máy không ghi được. Ở đây chỉ tìm",
            "và xem. Bấm 1 khi đã đóng cửa sổ kia hay sửa xong nguyên nhân; 2 để cứ xem.",
        ],
    ),
    (
        "receipt_preview",
        &[
            "Phiếu hẹn sẽ in như thế này, đúng lời và thứ tự. Xem thử không cấp số, không",
            "lưu. Chưa đúng thì Esc, sửa ở bước có mục ấy rồi xem lại.",
        ],
    ),
    (
        "received",
        &[
            "Hồ sơ đã có số, phiếu hẹn được lập ngay và đính kèm. F7 in phiếu, F6 ký,",
            "F8 gắn tệp, F9 chuyển bước. Ctrl+D nhận thêm hồ sơ của cùng người này.",
            "F2 tiếp nhận người kế tiếp. Chưa in được thì phiếu nằm ở Trang chính.",
        ],
    ),
    (
        "register",
        &[
            "Sổ theo dõi hồ sơ của quầy này, mỗi năm một sổ, theo số thứ tự; số trống có",
            "ghi rõ. ←→ đổi năm, Enter mở hồ sơ, F7 in hoặc lưu PDF, XLSX, CSV.",
            "F2 khóa sổ khi hết năm, do lãnh đạo làm.",
        ],
    ),
    (
        "restore",
        &[
            "Lấy lại dữ liệu từ bản sao lưu. Gõ đường dẫn của thư mục sao lưu hoặc của",
            "tệp .db trong đó rồi bấm F2. Máy đọc lại bản sao trước khi dùng.",
            "Lấy lại xong, máy hỏi số của phiếu giấy cấp sau cùng trước khi cấp số mới.",
        ],
    ),
    (
        "review",
        &[
            "Bước 5: xem lại rồi F2 tiếp nhận. Số hồ sơ và hẹn trả có sau khi F2.",
            "Còn thiếu giấy tờ thì chọn: yêu cầu bổ sung, từ chối, hoặc nhận kèm ghi chú.",
            "F7 xem thử phiếu hẹn. Hồ sơ đã nhận trên giấy khi mất điện: F10, Nhập bù.",
        ],
    ),
    (
        "self_check",
        &[
            "Máy tự xem dữ liệu, nhật ký, tệp, bản sao lưu, chỗ trống và lịch nghỉ; không",
            "sửa gì. Mỗi dòng tìm thấy nói phải làm gì. F5 kiểm tra lại, Enter đóng.",
        ],
    ),
    (
        "settings",
        &[
            "Thiết lập của đơn vị, của quầy và của máy này. Gõ vài chữ để tìm, ↑↓ trỏ,",
            "Enter sửa, F2 ghi. Cột Phạm vi: «đơn vị» và «quầy này» do quản trị sửa và vào",
            "nhật ký; «máy này» ai ngồi máy cũng sửa được, không vào nhật ký.",
            "Dòng «Được ghi» nói giá trị nào dùng được, «Mặc định» là khi chưa ai đặt.",
            "Trang đăng ký tài khoản để trống: OK ở bước 1 mở trang chính của Cổng DVCQG.",
        ],
    ),
    (
        "signatures",
        &[
            "Báo cáo kiểm tra chữ ký số của một tệp: kết luận ở trên, chi tiết ở dưới.",
            "Máy chỉ tin các CA trong Kho tin cậy. Chưa xác định không có nghĩa là sai:",
            "đọc lý do rồi cán bộ quyết định. F5 kiểm tra lại, F7 in báo cáo.",
        ],
    ),
    (
        "signing",
        &[
            "Ký các giấy đang chờ bằng một lần nhập mã PIN của thiết bị ký.",
            "Xem đúng thiết bị và chứng thư, gõ PIN rồi F2. Đừng rút thiết bị khi đang ký.",
            "Bản đã ký được máy kiểm tra lại trước khi đính kèm. PIN sai không tự thử lại.",
        ],
    ),
    (
        "slip",
        &[
            "Nội dung một phiếu của hồ sơ, đúng lời như bản in. Phiếu đã lập thì F7 in;",
            "việc chưa làm thì đây chỉ là xem thử, chưa lập, chưa lưu.",
        ],
    ),
    (
        "supplement",
        &[
            "Phiếu yêu cầu bổ sung (Mẫu 02): ghi một lần cho đủ mọi nội dung còn thiếu.",
            "Space chọn nội dung, điền lý do (F4 lý do mẫu), F7 xem thử, F2 lập phiếu.",
            "Yêu cầu lần thứ hai phải có lãnh đạo duyệt. Hồ sơ sang Chờ bổ sung.",
        ],
    ),
    (
        "takings",
        &[
            "Tiền phí, lệ phí đã thu trong một ngày, theo người thu và hình thức nộp.",
            "←→ đổi ngày, F7 in hoặc lưu. Chỉ để xem; sửa khoản thu ở trang hồ sơ.",
        ],
    ),
    (
        "tally",
        &[
            "Biểu thống kê số hóa của tháng theo công văn 223/VPUBND-KSTT. ←→↑↓ đi từng ô,",
            "dòng dưới nói ô ấy đếm gì; Enter mở các hồ sơ sau con số và vì sao chưa tính.",
            "F4 đổi tháng, F7 in hoặc lưu. F2 chốt tháng, do lãnh đạo làm; số đã chốt",
            "được giữ nguyên. Tháng chưa chốt thì số tính lại mỗi lần mở.",
        ],
    ),
    (
        "tally_cell",
        &[
            "Các hồ sơ sau một con số của biểu tháng. 1 chưa tính và vì sao, 2 đã tính,",
            "3 tất cả. Enter mở hồ sơ để làm cho đủ rồi Esc về đúng ô cũ, số tính lại.",
        ],
    ),
    (
        "tray",
        &[
            "Các trang đã nhận từ thư mục quét mà chưa thuộc thành phần nào. Tắt máy",
            "không mất; tệp trong thư mục quét không bị đụng tới.",
            "Space chọn trang theo đúng thứ tự của giấy, F4 chọn hồ sơ và thành phần,",
            "F2 gán. Máy quét một mặt: chọn hết mặt trước rồi mặt sau, F10 xen kẽ.",
            "Trang trùng tệp đã nhận vẫn được giữ và ghi rõ; bỏ bằng Del nếu thừa.",
        ],
    ),
    (
        "tray_bin",
        &[
            "Các trang đã bỏ khỏi khay: không trang nào bị xóa, lúc nào cũng lấy lại được.",
            "F2 lấy trang đang trỏ, hoặc các trang đã chọn bằng Space, về lại khay;",
            "gán vào giấy tờ thì làm ở khay. Esc về khay.",
            "Trang đang nằm trong một giấy tờ, hay đã ghép vào ảnh thẻ, được ghi rõ.",
        ],
    ),
    (
        "trust",
        &[
            "Các chứng thư CA đơn vị tin khi kiểm tra chữ ký số; ngoài ra máy không tin ai.",
            "F2 thêm từ tệp PEM hoặc DER sau khi đối chiếu SHA-256 với nơi cấp.",
            "Del bỏ một chứng thư, phải ghi lý do. Thêm, bỏ cần vai trò Quản trị.",
        ],
    ),
    (
        "why_due",
        &[
            "Vì sao hẹn trả vào ngày giờ này: thời hạn của thủ tục, giờ nhận, từng ngày làm",
            "việc và ngày nghỉ đã tính. Lịch nghỉ sửa ở Quản trị.",
        ],
    ),
    (
        "wording",
        &[
            "Toàn bộ lời của danh mục thủ tục về giấy tờ đang chỉ: tên đầy đủ, trường hợp",
            "nào phải nộp, nộp bản gì, được thay bằng gì. Chỉ để đọc, Esc trở lại.",
        ],
    ),
];
