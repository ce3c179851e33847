//! Takes Rust source apart: code without comments and literals, and the literals alone. Knows no grammar beyond that.

/// A string literal and the line it begins on, counted from 1.
pub(crate) struct Literal {
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// Takes one file apart, character by character.
pub(crate) struct Scanner {
    chars: Vec<char>,
    at: usize,
    line: usize,
    code: String,
    literals: Vec<Literal>,
}

impl Scanner {
    /// Code with comments and the insides of literals blanked, on the same lines; and the literals.
    pub(crate) fn run(text: &str) -> (String, Vec<Literal>) {
        let chars = text.chars().collect();
        let mut scanner = Self {
            chars,
            at: 0,
            line: 1,
            code: String::new(),
            literals: Vec::new(),
        };
        while scanner.at < scanner.chars.len() {
            scanner.step();
        }
        (scanner.code, scanner.literals)
    }

    fn step(&mut self) {
        match (self.peek(0), self.peek(1)) {
            ('/', '/') => self.blank_while(|scanner| scanner.peek(0) != '\n'),
            ('/', '*') => self.block_comment(),
            ('"', _) => self.string(),
            ('r', '"' | '#') if self.begins_raw() => self.raw_string(),
            ('\'', '\\') => self.character(2),
            ('\'', _) if self.peek(2) == '\'' => self.character(1),
            _ => self.keep(),
        }
    }

    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn keep(&mut self) {
        let c = self.peek(0);
        self.line += usize::from(c == '\n');
        self.code.push(c);
        self.at += 1;
    }

    fn blank(&mut self) {
        let c = self.peek(0);
        self.line += usize::from(c == '\n');
        self.code.push(if c == '\n' { '\n' } else { ' ' });
        self.at += 1;
    }

    fn blank_while(&mut self, go_on: impl Fn(&Self) -> bool) {
        while self.at < self.chars.len() && go_on(self) {
            self.blank();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0_u32;
        while self.at < self.chars.len() {
            match (self.peek(0), self.peek(1)) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => {
                    self.blank();
                    continue;
                }
            }
            self.blank();
            self.blank();
            if depth == 0 {
                return;
            }
        }
    }

    fn string(&mut self) {
        let (from, line) = (self.at + 1, self.line);
        self.keep();
        while self.at < self.chars.len() && self.peek(0) != '"' {
            if self.peek(0) == '\\' {
                self.blank();
            }
            self.blank();
        }
        self.close(from, line);
    }

    fn begins_raw(&self) -> bool {
        let before = |back: usize| self.at.checked_sub(back).map_or(' ', |at| self.chars[at]);
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let free = !word(before(1)) || (matches!(before(1), 'b' | 'c') && !word(before(2)));
        let hashes = self.hashes(1);
        free && self.peek(1 + hashes) == '"'
    }

    fn hashes(&self, from: usize) -> usize {
        let rest = self.chars.get(self.at + from..).unwrap_or_default();
        rest.iter().take_while(|c| **c == '#').count()
    }

    fn raw_string(&mut self) {
        let hashes = self.hashes(1);
        (0..=hashes).for_each(|_| self.blank());
        let (from, line) = (self.at + 1, self.line);
        self.keep();
        self.blank_while(|scanner| !(scanner.peek(0) == '"' && scanner.hashes(1) >= hashes));
        self.close(from, line);
        (0..hashes).for_each(|_| self.blank());
    }

    fn close(&mut self, from: usize, line: usize) {
        let to = self.at.min(self.chars.len());
        self.literals.push(Literal {
            line,
            text: self.chars[from.min(to)..to].iter().collect(),
        });
        if to < self.chars.len() {
            self.keep();
        }
    }

    /// A character literal; `inside` characters are skipped before its closing quote is looked for.
    fn character(&mut self, inside: usize) {
        self.keep();
        (0..inside).for_each(|_| self.blank());
        self.blank_while(|scanner| scanner.peek(0) != '\'');
        if self.at < self.chars.len() {
            self.keep();
        }
    }
}

#[test]
fn comments_and_literals_are_not_code() {
    let text = "a(); // rusqlite\n/* std::fs /* x */ */ let s = \"std::net\"; let c = '\"'; b::<'a>();\n";
    let (code, literals) = Scanner::run(text);
    assert_eq!(
        code,
        "a();            \n                      let s = \"        \"; let c = ' '; b::<'a>();\n"
    );
    assert_eq!(literals.len(), 1);
    assert_eq!(literals[0].text, "std::net");
}

#[test]
fn raw_strings_keep_their_quotes_to_themselves() {
    let (code, literals) = Scanner::run("let a = r#\"one \"two\" three\"#;\nlet var\"; \"");
    assert_eq!(literals[0].text, "one \"two\" three");
    assert!(code.starts_with("let a =   \""));
}
