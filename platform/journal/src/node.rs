//! The node's own keys: one wraps data keys, one signs checkpoints.

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use pc_kernel::Rng;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{DataKey, JournalError, WrappedKey, codec::Writer};

const TITLE: &str = "portcullis node key 1";
const PUBLIC_TITLE: &str = "portcullis node public key 1";

/// A node's identity and secrets. They are made once, at its first start.
pub struct NodeKeys {
    node: Uuid,
    wrap_bytes: Zeroizing<[u8; 32]>,
    seed: Zeroizing<[u8; 32]>,
    wrap: DataKey,
    signer: Ed25519KeyPair,
}

/// What everybody may know: enough to check a node's checkpoints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey {
    /// The node.
    pub node: Uuid,
    /// Its Ed25519 public key.
    pub key: [u8; 32],
}

impl NodeKeys {
    /// Fresh keys for a new node.
    pub fn generate(rng: &dyn Rng) -> Self {
        let mut id = [0; 16];
        rng.fill(&mut id);
        let mut keys = [Zeroizing::new([0; 32]), Zeroizing::new([0; 32])];
        for key in &mut keys {
            rng.fill(&mut key[..]);
        }
        let [wrap, seed] = keys;
        Self::from_parts(uuid::Builder::from_random_bytes(id).into_uuid(), wrap, seed)
            .expect("32 random bytes are a signing key")
    }

    fn from_parts(
        node: Uuid,
        wrap: Zeroizing<[u8; 32]>,
        seed: Zeroizing<[u8; 32]>,
    ) -> Result<Self, JournalError> {
        let signer = Ed25519KeyPair::from_seed_unchecked(&seed[..])
            .map_err(|_| JournalError::NodeKey("the signing key is not usable"))?;
        Ok(Self { node, wrap: DataKey::new(node, &wrap), wrap_bytes: wrap, seed, signer })
    }

    /// The node's id.
    pub fn node(&self) -> Uuid {
        self.node
    }

    /// The keys as the text of a key file. It is secret.
    pub fn to_text(&self) -> Zeroizing<String> {
        let (wrap, sign) =
            (Zeroizing::new(hex::encode(&self.wrap_bytes[..])), Zeroizing::new(hex::encode(&self.seed[..])));
        Zeroizing::new(format!("{TITLE}\nnode {}\nwrap {}\nsign {}\n", self.node, *wrap, *sign))
    }

    /// Reads the text of a key file.
    pub fn from_text(text: &str) -> Result<Self, JournalError> {
        let mut lines = text.lines();
        if lines.next() != Some(TITLE) {
            return Err(JournalError::NodeKey("the first line is not that of a node key of a known form"));
        }
        let node = node_line(lines.next())?;
        let wrap = Zeroizing::new(hex_line(lines.next(), "wrap ")?);
        let seed = Zeroizing::new(hex_line(lines.next(), "sign ")?);
        Self::from_parts(node, wrap, seed)
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        let mut key = [0; 32];
        key.copy_from_slice(self.signer.public_key().as_ref());
        PublicKey { node: self.node, key }
    }

    /// Signs a digest as being of `what`, so that a signature of one thing never passes for one of another.
    pub fn sign_digest(&self, what: &str, digest: &[u8; 32]) -> [u8; 64] {
        self.sign(&of_digest(what, digest))
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        let mut signature = [0; 64];
        signature.copy_from_slice(self.signer.sign(message).as_ref());
        signature
    }

    /// Wraps the bytes of a data key, bound to its id.
    pub(crate) fn wrap(&self, id: Uuid, key: &[u8; 32], rng: &dyn Rng) -> WrappedKey {
        let mut nonce = [0; 12];
        rng.fill(&mut nonce);
        let mut sealed = key.to_vec();
        self.wrap.seal(nonce, &key_place(id), &mut sealed);
        WrappedKey { id, wrapped: [&nonce[..], &sealed].concat() }
    }

    pub(crate) fn unwrap(&self, key: &WrappedKey) -> Result<DataKey, JournalError> {
        let wrong = || JournalError::Unwrap { key: key.id };
        let (nonce, sealed) = key.wrapped.split_first_chunk::<12>().ok_or_else(wrong)?;
        let bytes = self.wrap.open(*nonce, &key_place(key.id), sealed).map_err(|_| wrong())?;
        let bytes = Zeroizing::new(bytes);
        let bytes: &[u8; 32] = bytes.as_slice().try_into().map_err(|_| wrong())?;
        Ok(DataKey::new(key.id, bytes))
    }
}

fn key_place(id: Uuid) -> Vec<u8> {
    let mut w = Writer::default();
    w.str("portcullis data key 1");
    w.uuid(id);
    w.0
}

impl PublicKey {
    /// The key as the text of a public key file.
    pub fn to_text(&self) -> String {
        format!("{PUBLIC_TITLE}\nnode {}\ned25519 {}\n", self.node, hex::encode(self.key))
    }

    /// Reads the text of a public key file.
    pub fn from_text(text: &str) -> Result<Self, JournalError> {
        let mut lines = text.lines();
        if lines.next() != Some(PUBLIC_TITLE) {
            return Err(JournalError::NodeKey("the first line is not that of a public key of a known form"));
        }
        Ok(Self { node: node_line(lines.next())?, key: hex_line(lines.next(), "ed25519 ")? })
    }

    /// Whether this is the node's signature of a digest: see [`NodeKeys::sign_digest`].
    pub fn verify_digest(&self, what: &str, digest: &[u8; 32], signature: &[u8]) -> bool {
        self.verify(&of_digest(what, digest), signature)
    }

    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.key).verify(message, signature).is_ok()
    }
}

fn of_digest(what: &str, digest: &[u8; 32]) -> Vec<u8> {
    let mut w = Writer::default();
    w.str("portcullis digest 1");
    w.str(what);
    w.0.extend_from_slice(digest);
    w.0
}

fn node_line(line: Option<&str>) -> Result<Uuid, JournalError> {
    line.and_then(|l| l.strip_prefix("node "))
        .and_then(|id| id.trim().parse().ok())
        .ok_or(JournalError::NodeKey("the node's id is missing"))
}

fn hex_line(line: Option<&str>, name: &str) -> Result<[u8; 32], JournalError> {
    let mut bytes = [0; 32];
    line.and_then(|l| l.strip_prefix(name))
        .and_then(|text| hex::decode_to_slice(text.trim(), &mut bytes).ok())
        .map(|()| bytes)
        .ok_or(JournalError::NodeKey("a key is missing or damaged"))
}
