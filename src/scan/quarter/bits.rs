//! The coded bits of a JPEG's scan: Huffman codes and the values behind them (ITU-T T.81, annexes C and F).

/// Codes up to this length are looked up at once; longer ones are rare and compared length by length.
const QUICK: u32 = 10;
const LONGEST: usize = 16;

/// One Huffman table.
#[derive(Debug, Clone)]
pub(super) struct Codes {
    /// By the next [`QUICK`] bits: the symbol and its length; length 0 = a longer code, or none.
    quick: Vec<(u8, u8)>,
    /// One more than the last code of each length, at the left of 16 bits; 0 = none that short.
    ends: [u32; LONGEST + 1],
    /// What added to a code of each length gives the place of its symbol.
    places: [i32; LONGEST + 1],
    symbols: Vec<u8>,
}

impl Codes {
    /// From the number of codes of each length and the symbols in order; `None` where there are more codes than a
    /// length has room for.
    pub(super) fn new(counts: [u8; LONGEST], symbols: &[u8]) -> Option<Self> {
        let mut made = Self {
            quick: vec![(0, 0); 1 << QUICK],
            ends: [0; LONGEST + 1],
            places: [0; LONGEST + 1],
            symbols: symbols.to_vec(),
        };
        let (mut code, mut place) = (0_u32, 0_u32);
        for (length, count) in (1_u32..).zip(counts) {
            let (first, count) = (code, u32::from(count));
            made.places[length as usize] = i32::try_from(place).ok()? - i32::try_from(first).ok()?;
            for at in place..place + count {
                let symbol = *symbols.get(at as usize)?;
                if length <= QUICK {
                    let from = (code << (QUICK - length)) as usize;
                    let room = made.quick.get_mut(from..from + (1 << (QUICK - length)))?;
                    room.fill((symbol, u8::try_from(length).ok()?));
                }
                code += 1;
            }
            if code > 1 << length {
                return None;
            }
            made.ends[length as usize] = if count == 0 { 0 } else { code << (16 - length) };
            place += count;
            code <<= 1;
        }
        Some(made)
    }
}

/// Reads bits until the next marker.
#[derive(Debug)]
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The next bits, at the left.
    ahead: u64,
    count: u32,
    /// Bits that were made up behind the end.
    made_up: u32,
}

impl<'a> Bits<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self {
            bytes,
            at,
            ahead: 0,
            count: 0,
            made_up: 0,
        }
    }

    /// More bits were taken than there are: the scan is damaged.
    pub(super) fn is_over(&self) -> bool {
        self.made_up > self.count
    }

    /// Goes on behind the marker of a restart; `None` where another thing stands there.
    pub(super) fn restart(self) -> Option<Self> {
        let marker = self.bytes.get(self.at..self.at + 2)?;
        (marker[0] == 0xff && matches!(marker[1], 0xd0..=0xd7)).then(|| Self::new(self.bytes, self.at + 2))
    }

    /// At least 48 bits ahead, zeros behind the end.
    #[inline]
    fn fill(&mut self) {
        if self.count > 48 {
            return;
        }
        while self.count <= 56 {
            let next = self.bytes.get(self.at).copied();
            let byte = match next {
                Some(0xff) if self.bytes.get(self.at + 1) == Some(&0) => {
                    self.at += 2;
                    0xff
                }
                Some(0xff) | None => {
                    self.made_up += 8;
                    0
                }
                Some(byte) => {
                    self.at += 1;
                    byte
                }
            };
            self.ahead |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
    }

    #[inline]
    fn drop(&mut self, bits: u32) {
        self.ahead <<= bits;
        self.count -= bits;
    }

    /// The next symbol; `None` where no code fits. At least 32 bits are ahead then.
    #[inline]
    pub(super) fn symbol(&mut self, codes: &Codes) -> Option<u8> {
        self.fill();
        let (symbol, length) = codes.quick[(self.ahead >> (64 - QUICK)) as usize];
        if length > 0 {
            self.drop(u32::from(length));
            return Some(symbol);
        }
        self.long_symbol(codes)
    }

    #[cold]
    fn long_symbol(&mut self, codes: &Codes) -> Option<u8> {
        let next = u32::try_from(self.ahead >> 48).unwrap_or(0);
        let length = (QUICK as usize + 1..=LONGEST).find(|length| next < codes.ends[*length])?;
        let code = i32::try_from(next >> (LONGEST - length)).ok()?;
        let place = usize::try_from(code + codes.places[length]).ok()?;
        let symbol = *codes.symbols.get(place)?;
        self.drop(u32::try_from(length).ok()?);
        Some(symbol)
    }

    /// A value of so many bits, at most 15, behind its symbol (T.81, F.2.2.1).
    #[inline]
    pub(super) fn value(&mut self, bits: u32) -> i32 {
        if bits == 0 {
            return 0;
        }
        let raw = i32::try_from(self.ahead >> (64 - bits)).unwrap_or(0);
        self.drop(bits);
        if raw < 1 << (bits - 1) {
            raw - (1 << bits) + 1
        } else {
            raw
        }
    }

    /// Passes over a value.
    #[inline]
    pub(super) fn skip(&mut self, bits: u32) {
        self.drop(bits);
    }
}
