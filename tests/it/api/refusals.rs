//! Who refuses: the service, a program in front of it, or another product.

use tapeline::api::version::ProbeAnswer;
use tapeline::api::{Fault, Origin, Wants};
use tapeline::model::Product;

use super::fault::{body, proxy, sessions, situation};
use super::server;

/// Refusals as programs in front of a server write them, each with what it wants.
#[test]
fn a_proxys_refusal_is_the_proxys() {
    use Wants::{ClientCertificate, ShortHeaders, SignIn, Unknown};
    let html = Some("text/html");
    let cases: &[(u16, Option<&str>, &str, Wants)] = &[
        // IIS
        (
            401,
            html,
            "<html><head><title>401 - Unauthorized: Access is denied</title></head><body>IIS</body></html>",
            SignIn,
        ),
        (
            400,
            html,
            "<!DOCTYPE HTML><HTML><HEAD><TITLE>Bad Request</TITLE></HEAD><BODY><h2>Bad Request - Request Too Long</h2>\
            <hr><p>HTTP Error 400. The size of the request headers is too long.</p></BODY></HTML>",
            ShortHeaders,
        ),
        (400, html, "<HTML><BODY><h2>Bad Request - Invalid Hostname</h2></BODY></HTML>", Unknown),
        (403, html, "<!DOCTYPE html><title>403.7 - Forbidden: Client certificate required.</title>", ClientCertificate),
        (403, html, "<html><title>403.7 - Verboten: Clientzertifikat erforderlich.</title></html>", ClientCertificate),
        // nginx
        (
            401,
            html,
            "<html>\r\n<head><title>401 Authorization Required</title></head><center>nginx/1.22.1</center>",
            SignIn,
        ),
        (
            400,
            html,
            "<html><head><title>400 Request Header Or Cookie Too Large</title></head><center>nginx</center>",
            ShortHeaders,
        ),
        (
            400,
            html,
            "<html><title>400 No required SSL certificate was sent</title><center>nginx</center>",
            ClientCertificate,
        ),
        (400, html, "<html><title>400 The SSL certificate error</title></html>", ClientCertificate),
        (494, html, "<html>", ShortHeaders),
        (496, None, "", ClientCertificate),
        // Apache
        (
            401,
            Some("text/html; charset=iso-8859-1"),
            "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\"><title>401 \
            Unauthorized</title>",
            SignIn,
        ),
        (
            400,
            html,
            "<!DOCTYPE HTML><p>Your browser sent a request that this server could not understand.<br />\
            Size of a request header field exceeds server limit.</p>",
            ShortHeaders,
        ),
        // HAProxy
        (
            401,
            html,
            "<html><body><h1>401 Unauthorized</h1>\nYou need a valid user and password to access this content.",
            SignIn,
        ),
        (
            400,
            html,
            "<html><body><h1>400 Bad request</h1>\nYour browser sent an invalid request.\n</body></html>",
            Unknown,
        ),
        // Traefik, Envoy, Go
        (401, Some("text/plain; charset=utf-8"), "401 Unauthorized\n", SignIn),
        (431, Some("text/plain; charset=utf-8"), "431 Request Header Fields Too Large", ShortHeaders),
        (431, None, "", ShortHeaders),
        // Cloudflare, F5, Entra application proxy
        (
            400,
            html,
            "<html><head><title>400 Request Header Or Cookie Too Large</title></head><center>cloudflare</center>",
            ShortHeaders,
        ),
        (401, html, "<!DOCTYPE html><html><title>Access ・ Cloudflare Access</title></html>", SignIn),
        (401, html, "<html><title>BIG-IP logout page</title></html>", SignIn),
        (
            401,
            html,
            "\u{feff}\r\n <!-- Copyright (C) Microsoft Corporation --><html>Corporate account required",
            SignIn,
        ),
        (401, html, "", SignIn),
        (401, Some("text/html"), "Access denied", SignIn),
        (401, Some("application/xml"), "<?xml version=\"1.0\"?><error/>", SignIn),
        (400, None, "Request header is too large", ShortHeaders),
        // Kong, Azure API Management, oauth2-proxy
        (401, Some("application/json"), r#"{"message":"No API key found in request"}"#, SignIn),
        (
            401,
            Some("application/json"),
            r#"{"statusCode":401,"message":"Access denied due to missing subscription key."}"#,
            SignIn,
        ),
        (401, Some("application/json"), r#"{"error":"unauthenticated","login":"/oauth2/start"}"#, SignIn),
        (413, html, "<html>Request headers exceed the limit</html>", ShortHeaders),
    ];
    for (status, kind, body, wants) in cases {
        let fault = Fault::from_answer(*status, *kind, None, body.as_bytes());
        assert_eq!(fault, Some(proxy(*status, *wants)), "{status} {body}");
        assert!(fault.unwrap().is_of_proxy());
    }
}

#[test]
fn a_refusal_of_the_service_itself_is_not_a_proxys() {
    let json = Some("application/problem+json; charset=utf-8");
    let problem = br#"{"type":"https://tools.ietf.org/html/rfc9110","title":"Unauthorized","status":401}"#;
    for (status, kind, body) in [
        (401, None, &b""[..]),
        (401, Some("application/json"), b""),
        (401, Some("text/plain"), b" \r\n"),
        (401, json, problem),
        // A type that is wrong, and data all the same.
        (401, Some("text/html"), problem),
        (400, json, br#"{"message":"The certificate of the repository is not trusted."}"#),
        (400, json, br#"{"message":"limit is too large"}"#),
        (403, json, br#"{"message":"Certificates are for administrators only."}"#),
        (404, Some("text/html"), b"<html>not here</html>"),
        (500, Some("text/html"), b"<html>certificate</html>"),
    ] {
        let fault = Fault::from_answer(status, kind, None, body).unwrap();
        assert!(!fault.is_of_proxy(), "{fault:?}");
    }
}

/// The page may read this header on an origin of its own, or where the proxy exposes it.
#[test]
fn a_challenge_for_another_sign_in_is_a_proxys() {
    for challenge in [
        "Negotiate",
        "NTLM",
        "Basic realm=\"backup portal\"",
        "negotiate, ntlm",
        "Bearer, Digest realm=\"x\"",
        "Bearer authorization_uri=\"https://login.windows.net/x\", client_id=\"1\"",
        "Kerberos",
        "AzureApiManagementKey realm=\"https://api\",name=\"Ocp-Apim-Subscription-Key\",type=\"header\"",
        "Key realm=\"kong\"",
    ] {
        assert_eq!(Fault::Unauthorized.with_challenge(Some(challenge)), proxy(401, Wants::SignIn), "{challenge}");
        assert!(matches!(ProbeAnswer::Served.with_challenge(Some(challenge)), ProbeAnswer::Unclear(_)), "{challenge}");
    }
    for challenge in [
        None,
        Some(""),
        Some("Bearer"),
        Some("Bearer error=\"invalid_token\", error_description=\"basic\""),
        Some("Bearer realm=\"x\", error_description=\"expired, sign in\""),
    ] {
        assert_eq!(Fault::Unauthorized.with_challenge(challenge), Fault::Unauthorized);
        assert_eq!(ProbeAnswer::Served.with_challenge(challenge), ProbeAnswer::Served);
    }
    assert_eq!(Fault::Empty.with_challenge(Some("Basic")), Fault::Empty);
}

#[test]
fn what_a_header_was_too_long_for_is_named_with_its_length() {
    let server = server(Product::Vb365, "v8");
    let told = proxy(400, Wants::ShortHeaders).with_token_of(20_000).explain(&situation(&server, &sessions()));
    assert!(told.title.contains("takes no header of this length (400)"), "{}", told.title);
    assert!(told.cause.contains("20,000 characters"), "{}", told.cause);
    assert!(told.todo.concat().contains("large_client_header_buffers"));
}

#[test]
fn another_product_of_the_family_is_named() {
    let fault = |message| Fault::OtherStatus { status: 400, body: body(message, None) };
    let vbr = "Unsupported RESTAPI version. The following versions are supported: v1.1-rev1, v1.1-rev2";
    let plain = "The x-api-version header is required.";
    for (port, message, name) in [
        (9419, vbr, "Veeam Backup & Replication"),
        (443, vbr, "Veeam Backup & Replication"),
        (9419, plain, "Veeam Backup & Replication"),
        (11005, plain, "Veeam Backup for AWS"),
        (13140, "Header X-API-Version is missing", "Veeam Backup for Google Cloud"),
        (443, plain, "Veeam Backup & Replication, or Veeam Backup for AWS or Google Cloud"),
    ] {
        let mut server = server(Product::Vb365, "v8");
        server.origin = Origin::parse(&format!("https://backup01.test:{port}")).unwrap();
        assert!(fault(message).is_of_family());
        let told = fault(message).explain(&situation(&server, &sessions()));
        assert_eq!(told.title, format!("Another product answers here: {name}"));
        assert!(told.cause.contains("x-api-version") && told.todo.concat().contains("4443"), "{told:?}");
    }
    assert!(!fault("A filter or page size is wrong.").is_of_family());
}
