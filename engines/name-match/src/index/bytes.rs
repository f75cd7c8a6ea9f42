//! The bytes of an index: the process' own, or somebody's, aligned to 8.

use std::sync::Arc;

#[derive(Clone)]
pub enum Bytes {
    Own(Vec<u64>, usize),
    Shared(Arc<dyn AsRef<[u8]> + Send + Sync>),
}

impl Bytes {
    pub fn shared(bytes: Arc<dyn AsRef<[u8]> + Send + Sync>) -> Self {
        let aligned =
            bytemuck::try_cast_slice::<u8, u64>(&(*bytes).as_ref()[..8.min((*bytes).as_ref().len())]).is_ok();
        if aligned { Self::Shared(bytes) } else { Self::copied((*bytes).as_ref()) }
    }

    pub fn blank(length: usize) -> Self {
        Self::Own(vec![0; length.div_ceil(8)], length)
    }

    pub fn copied(bytes: &[u8]) -> Self {
        let mut copy = Self::blank(bytes.len());
        copy.own().into_iter().for_each(|own| own.copy_from_slice(bytes));
        copy
    }

    pub fn own(&mut self) -> Option<&mut [u8]> {
        match self {
            Self::Own(words, length) => Some(&mut bytemuck::cast_slice_mut::<u64, u8>(words)[..*length]),
            Self::Shared(_) => None,
        }
    }
}

impl std::ops::Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Own(words, length) => &bytemuck::cast_slice::<u64, u8>(words)[..*length],
            Self::Shared(bytes) => (**bytes).as_ref(),
        }
    }
}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.len())
    }
}
