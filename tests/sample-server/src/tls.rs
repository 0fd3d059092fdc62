//! Certificates of a throw-away authority, good ones and bad ones, and TLS made of them.
//!
//! An authority lives as long as this process and signs for loopback only: whoever trusts it, a proxy under test or a
//! browser of its own profile, trusts nothing else by it.

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, ServerConfig, StreamOwned};

/// The names that a good certificate bears.
pub const NAMES: [&str; 2] = ["localhost", "127.0.0.1"];
/// The name that a certificate with a wrong one bears.
const WRONG_NAME: &str = "other.example";

/// What is right or wrong about a server's certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certificate {
    /// Signed by the authority, for [`NAMES`], valid now.
    Good,
    /// Signed by itself.
    SelfSigned,
    /// Good until the year 2001.
    Expired,
    /// Good for another host.
    WrongName,
}

impl Certificate {
    /// All kinds, with their names on the command line.
    pub const ALL: [(&str, Self); 4] = [
        ("good", Self::Good),
        ("self-signed", Self::SelfSigned),
        ("expired", Self::Expired),
        ("wrong-name", Self::WrongName),
    ];

    /// From its name on the command line.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find_map(|(known, kind)| (known == name).then_some(kind))
    }
}

/// An authority that nobody knew before and nobody will know after.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

/// A server's certificate and its private key.
pub struct Identity {
    /// The certificate as PEM.
    pub certificate: String,
    /// The key as PEM.
    pub key: String,
}

impl Authority {
    /// Makes one. Keys are of the curve P-256: they are made in a moment.
    pub fn new() -> io::Result<Self> {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "Tapeline's throw-away authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let issuer = CertifiedIssuer::self_signed(params, key).map_err(io::Error::other)?;
        Ok(Self { issuer })
    }

    /// Its own certificate as PEM, for whoever is to trust it.
    pub fn pem(&self) -> String {
        self.issuer.pem()
    }

    /// A certificate for a server on this machine.
    pub fn issue(&self, kind: Certificate) -> io::Result<Identity> {
        self.signed(kind).map_err(io::Error::other)
    }

    fn signed(&self, kind: Certificate) -> Result<Identity, rcgen::Error> {
        let names = match kind {
            Certificate::WrongName => vec![WRONG_NAME.to_owned()],
            Certificate::Good | Certificate::SelfSigned | Certificate::Expired => NAMES.map(str::to_owned).into(),
        };
        let mut params = CertificateParams::new(names)?;
        params.distinguished_name.push(DnType::CommonName, "Tapeline's stand-in");
        if kind == Certificate::Expired {
            params.not_before = rcgen::date_time_ymd(2000, 1, 1);
            params.not_after = rcgen::date_time_ymd(2001, 1, 1);
        }
        let key = KeyPair::generate()?;
        let signed = match kind {
            Certificate::SelfSigned => params.self_signed(&key)?,
            Certificate::Good | Certificate::Expired | Certificate::WrongName => {
                params.signed_by(&key, &self.issuer)?
            }
        };
        Ok(Identity { certificate: signed.pem(), key: key.serialize_pem() })
    }
}

impl Identity {
    /// How a server with this identity speaks TLS.
    pub(crate) fn server(&self) -> io::Result<Arc<ServerConfig>> {
        let config = || -> Result<ServerConfig, Box<dyn Error + Send + Sync>> {
            let chain = vec![CertificateDer::from_pem_slice(self.certificate.as_bytes())?];
            let key = PrivateKeyDer::from_pem_slice(self.key.as_bytes())?;
            let builder = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions()?;
            Ok(builder.with_no_client_auth().with_single_cert(chain, key)?)
        };
        config().map(Arc::new).map_err(io::Error::other)
    }
}

/// A connection that is encrypted for a server of this name; it fails, at the first byte, if an authority did not sign
/// for it.
pub fn client(stream: TcpStream, name: &str, authority: &str) -> io::Result<impl Read + Write> {
    let config = || -> Result<ClientConnection, Box<dyn Error + Send + Sync>> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(authority.as_bytes())?)?;
        let builder = ClientConfig::builder_with_provider(provider()).with_safe_default_protocol_versions()?;
        let config = builder.with_root_certificates(roots).with_no_client_auth();
        Ok(ClientConnection::new(Arc::new(config), ServerName::try_from(name.to_owned())?)?)
    };
    Ok(StreamOwned::new(config().map_err(io::Error::other)?, stream))
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}
