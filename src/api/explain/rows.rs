//! What is said of each kind of failure: title, cause, how sure and who can help, and what to do, the best first.

use super::{Certainty, Who};
use crate::texts::Texts;

/// The kinds of failure that people are told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Row {
    Cors,
    CorsFromFile,
    NoConnection,
    Lost,
    Unreachable,
    TokenEndedUnseen,
    Offline,
    Policy,
    LocalNetwork,
    SlowToAnswer,
    Stalled,
    TooSlow,
    Cut,
    TooLarge,
    Aborted,
    Redirected,
    Insecure,
    TokenRefusedVb365,
    TokenRefusedAzure,
    TokenRefusedVbr,
    TokenEnded,
    Forbidden,
    ForbiddenAzure,
    ForbiddenVbr,
    ForbiddenByProxy,
    ProxySignIn,
    LongHeader,
    ClientCertificate,
    RefusedByProxy,
    OtherFamily,
    Revision,
    NoParts,
    NoSuchSession,
    NoSuchJob,
    NoSuchVersion,
    OtherWebServer,
    TooMany,
    Unavailable,
    Gateway,
    ServerError,
    BadRequest,
    NotAllowed,
    ProxyLogin,
    OtherStatus,
    WebPage,
    NoDataType,
    Empty,
    SaidAnError,
    Unreadable,
    NoSuchResource,
}

/// What fills the sentences; each as it is read.
pub(super) struct Facts {
    pub(super) server: String,
    pub(super) host: String,
    pub(super) port: String,
    /// The product's usual port.
    pub(super) own_port: String,
    pub(super) product: &'static str,
    /// What a permission for pages has to name.
    pub(super) headers: &'static str,
    /// Whether the version stands in a header.
    pub(super) has_revisions: bool,
    pub(super) version: String,
    /// This page's own origin.
    pub(super) page: String,
    pub(super) status: String,
    pub(super) seconds: String,
    pub(super) mib: String,
    /// Another product of the family, or several that it may be.
    pub(super) family: String,
    /// How long the token is, as a sentence with a blank before it, or nothing.
    pub(super) letters: String,
    /// A sentence, with a blank before it, or nothing.
    pub(super) wait: String,
    pub(super) content_type: String,
    /// A sentence that is the whole cause.
    pub(super) why: String,
}

impl Row {
    /// What happened.
    pub(super) fn title(self, t: Texts, f: &Facts) -> String {
        match self {
            Self::Cors => t.faults_cors(),
            Self::CorsFromFile => t.faults_cors_from_file(),
            Self::NoConnection => t.faults_no_connection(&f.server),
            Self::Lost => t.faults_lost(&f.server),
            Self::Unreachable => t.faults_unreachable(&f.server),
            Self::TokenEndedUnseen => t.faults_token_ended_unseen(&f.server),
            Self::Offline => t.faults_offline(),
            Self::Policy => t.faults_policy(&f.server),
            Self::LocalNetwork => t.faults_local_network(),
            Self::SlowToAnswer => t.faults_slow_to_answer(&f.seconds),
            Self::Stalled => t.faults_stalled(),
            Self::TooSlow => t.faults_too_slow(&f.seconds),
            Self::Cut => t.faults_cut(),
            Self::TooLarge => t.faults_too_large(&f.mib),
            Self::Aborted => t.faults_aborted(),
            Self::Redirected => t.faults_redirected(),
            Self::Insecure => t.faults_insecure(),
            Self::TokenRefusedVb365 | Self::TokenRefusedAzure | Self::TokenRefusedVbr => t.faults_token_refused(),
            Self::TokenEnded => t.faults_token_ended(),
            Self::Forbidden | Self::ForbiddenAzure | Self::ForbiddenVbr => t.faults_forbidden_title(),
            Self::ForbiddenByProxy => t.faults_forbidden_by_proxy(),
            Self::ProxySignIn => t.faults_proxy_sign_in(&f.status),
            Self::LongHeader => t.faults_long_header(&f.status),
            Self::ClientCertificate => t.faults_client_certificate(&f.status),
            Self::RefusedByProxy => t.faults_refused_by_proxy(&f.status),
            Self::OtherFamily => t.faults_other_family(&f.family),
            Self::Revision => t.faults_revision(&f.version),
            Self::NoParts => t.faults_no_parts(),
            Self::NoSuchSession => t.faults_no_such_session(),
            Self::NoSuchJob => t.faults_no_such_job(),
            Self::NoSuchVersion => t.faults_no_such_version(&f.version),
            Self::OtherWebServer => t.faults_other_web_server(),
            Self::TooMany => t.faults_too_many(),
            Self::Unavailable => t.faults_unavailable(&f.status),
            Self::Gateway => t.faults_gateway(&f.status),
            Self::ServerError => t.faults_server_error(&f.status),
            Self::BadRequest => t.faults_bad_request(),
            Self::NotAllowed => t.faults_not_allowed(),
            Self::ProxyLogin => t.faults_proxy_login(),
            Self::OtherStatus => t.faults_other_status(&f.status),
            Self::WebPage => t.faults_web_page(),
            Self::NoDataType => t.faults_no_data_type(),
            Self::Empty => t.faults_empty(),
            Self::SaidAnError => t.faults_said_an_error(),
            Self::Unreadable => t.faults_unreadable(),
            Self::NoSuchResource => t.faults_no_such_resource(&f.version, f.product),
        }
    }

    /// Why, most likely.
    pub(super) fn cause(self, t: Texts, f: &Facts) -> String {
        match self {
            Self::Cors => t.faults_cors_why(&f.page),
            Self::CorsFromFile => t.faults_cors_from_file_why(),
            Self::NoConnection => t.faults_no_connection_why(),
            Self::Lost => t.faults_lost_why(),
            Self::Unreachable => t.faults_unreachable_why(&f.page),
            Self::TokenEndedUnseen => t.faults_token_ended_unseen_why(),
            Self::Offline => t.faults_offline_why(),
            Self::Policy => t.faults_policy_why(),
            Self::LocalNetwork => t.faults_local_network_why(),
            Self::SlowToAnswer => t.faults_slow_to_answer_why(),
            Self::Stalled => t.faults_stalled_why(&f.seconds),
            Self::TooSlow => t.faults_too_slow_why(),
            Self::Cut => t.faults_cut_why(),
            Self::TooLarge => t.faults_too_large_why(),
            Self::Aborted => t.faults_aborted_why(),
            Self::Redirected => t.faults_redirected_why(),
            Self::Insecure => t.faults_insecure_why(&f.server),
            Self::TokenRefusedVb365 => t.faults_token_refused_vb365_why(),
            Self::TokenRefusedAzure => t.faults_token_refused_azure_why(),
            Self::TokenRefusedVbr => t.faults_token_refused_vbr_why(),
            Self::TokenEnded => t.faults_token_ended_why(),
            Self::Forbidden => t.faults_forbidden_why(),
            Self::ForbiddenAzure => t.faults_forbidden_azure_why(),
            Self::ForbiddenVbr => t.faults_forbidden_vbr_why(),
            Self::ForbiddenByProxy => t.faults_forbidden_by_proxy_why(),
            Self::ProxySignIn => t.faults_proxy_sign_in_why(),
            Self::LongHeader => t.faults_long_header_why(&f.letters),
            Self::ClientCertificate => t.faults_client_certificate_why(),
            Self::RefusedByProxy => t.faults_refused_by_proxy_why(&f.letters),
            Self::OtherFamily => t.faults_other_family_why(),
            Self::Revision => t.faults_revision_why(f.product),
            Self::NoParts => t.faults_no_parts_why(),
            Self::NoSuchSession => t.faults_no_such_session_why(),
            Self::NoSuchJob => t.faults_no_such_job_why(),
            Self::NoSuchVersion => t.faults_no_such_version_why(),
            Self::OtherWebServer => t.faults_other_web_server_why(),
            Self::TooMany => t.faults_too_many_why(),
            Self::Unavailable => t.faults_unavailable_why(),
            Self::Gateway => t.faults_gateway_why(),
            Self::ServerError => t.faults_server_error_why(),
            Self::BadRequest => t.faults_bad_request_why(),
            Self::NotAllowed => t.faults_not_allowed_why(),
            Self::ProxyLogin => t.faults_proxy_login_why(),
            Self::OtherStatus => t.faults_other_status_why(),
            Self::WebPage => t.faults_web_page_why(),
            Self::NoDataType => t.faults_no_data_type_why(&f.content_type),
            Self::Empty => t.faults_empty_why(),
            Self::SaidAnError | Self::Unreadable | Self::NoSuchResource => f.why.clone(),
        }
    }

    /// How sure that is, and who can do something about it.
    pub(super) const fn sure_and_who(self) -> (Certainty, Who) {
        match self {
            Self::Cors | Self::Gateway => (Certainty::Likely, Who::BackupOrProxy),
            Self::CorsFromFile
            | Self::TokenEndedUnseen
            | Self::Offline
            | Self::TokenRefusedVb365
            | Self::TokenRefusedAzure
            | Self::TokenRefusedVbr
            | Self::TokenEnded
            | Self::NoSuchSession
            | Self::NoSuchJob
            | Self::NoSuchVersion => (Certainty::Likely, Who::You),
            Self::NoConnection | Self::Unreachable | Self::SlowToAnswer | Self::NoDataType => {
                (Certainty::Possible, Who::YouOrBackup)
            }
            Self::Lost | Self::Stalled | Self::TooSlow | Self::OtherWebServer | Self::WebPage | Self::Unreadable => {
                (Certainty::Likely, Who::YouOrBackup)
            }
            Self::Policy => (Certainty::Certain, Who::Host),
            Self::LocalNetwork | Self::Insecure => (Certainty::Certain, Who::YouOrBackup),
            Self::Cut | Self::LongHeader => (Certainty::Certain, Who::BackupOrProxy),
            Self::TooLarge
            | Self::Aborted
            | Self::TooMany
            | Self::NoSuchResource
            | Self::OtherFamily
            | Self::Revision
            | Self::NoParts => (Certainty::Certain, Who::You),
            Self::Redirected
            | Self::ForbiddenByProxy
            | Self::ProxySignIn
            | Self::ClientCertificate
            | Self::RefusedByProxy => (Certainty::Likely, Who::Network),
            Self::Forbidden | Self::ForbiddenAzure | Self::ForbiddenVbr => (Certainty::Possible, Who::Backup),
            Self::Unavailable => (Certainty::Likely, Who::Backup),
            Self::ServerError | Self::SaidAnError => (Certainty::Certain, Who::Backup),
            Self::BadRequest => (Certainty::Possible, Who::You),
            Self::NotAllowed | Self::OtherStatus | Self::Empty => (Certainty::Possible, Who::BackupOrProxy),
            Self::ProxyLogin => (Certainty::Certain, Who::Network),
        }
    }

    /// What to do.
    #[expect(clippy::match_same_arms, reason = "a table")]
    pub(super) fn todo(self, t: Texts, f: &Facts) -> Vec<String> {
        match self {
            Self::Cors => {
                vec![
                    t.faults_cors_do_1(),
                    t.faults_cors_do_2(&f.page, f.headers),
                    t.faults_cors_do_3(),
                    t.faults_cors_do_twice(),
                    t.faults_cors_do_4(),
                ]
            }
            Self::CorsFromFile => vec![t.faults_cors_from_file_do_1()],
            Self::NoConnection if f.has_revisions => vec![
                t.faults_no_connection_do_1(&f.server),
                t.faults_no_connection_do_nameless(&f.host),
                t.faults_no_connection_do_3(f.product, &f.own_port, &f.port),
                t.faults_no_connection_do_4(),
                t.faults_no_connection_do_preflight(),
            ],
            Self::NoConnection => vec![
                t.faults_no_connection_do_1(&f.server),
                t.faults_no_connection_do_2(&f.host),
                t.faults_no_connection_do_3(f.product, &f.own_port, &f.port),
                t.faults_no_connection_do_4(),
                t.faults_no_connection_do_certificate(),
                t.faults_no_connection_do_5(),
            ],
            Self::Lost => vec![t.faults_lost_do_1(), t.faults_lost_do_2(&f.server)],
            Self::Unreachable => vec![
                t.faults_unreachable_do_1(&f.server),
                t.faults_unreachable_do_2(f.product, &f.own_port, &f.port),
                t.faults_unreachable_do_3(),
            ],
            Self::TokenEndedUnseen => vec![t.faults_do_new_token(), t.faults_token_ended_unseen_do_2(&f.server)],
            Self::Offline => vec![t.faults_offline_do_1()],
            Self::Policy => vec![t.faults_policy_do_1(&f.server)],
            Self::LocalNetwork => {
                vec![t.faults_local_network_do_1(), t.faults_local_network_do_2(), t.faults_local_network_do_3()]
            }
            Self::SlowToAnswer => vec![t.faults_slow_to_answer_do_1(), t.faults_slow_to_answer_do_2(&f.server)],
            Self::Stalled => vec![t.faults_do_again_goes_on()],
            Self::TooSlow => vec![t.faults_do_again_goes_on()],
            Self::Cut => vec![t.faults_cut_do_1(), t.faults_cut_do_2()],
            Self::TooLarge => vec![t.faults_too_large_do_1()],
            Self::Aborted => vec![t.faults_aborted_do_1()],
            Self::Redirected => vec![t.faults_redirected_do_1(&f.server), t.faults_redirected_do_2()],
            Self::Insecure => vec![t.faults_insecure_do_1()],
            Self::TokenRefusedVb365 => vec![t.faults_token_refused_vb365_do_1(), t.faults_do_same_server(&f.server)],
            Self::TokenRefusedAzure => vec![t.faults_token_refused_azure_do_1(), t.faults_do_same_server(&f.server)],
            Self::TokenRefusedVbr => vec![t.faults_token_refused_azure_do_1(), t.faults_do_same_server(&f.server)],
            Self::TokenEnded => vec![t.faults_do_new_token()],
            Self::Forbidden => vec![t.faults_forbidden_do_1(), t.faults_forbidden_do_2()],
            Self::ForbiddenAzure => vec![t.faults_forbidden_azure_do_1(), t.faults_forbidden_azure_do_2(&f.server)],
            Self::ForbiddenVbr => vec![t.faults_forbidden_azure_do_1()],
            Self::ForbiddenByProxy => {
                vec![t.faults_forbidden_by_proxy_do_1(&f.page, &f.server), t.faults_forbidden_by_proxy_do_2()]
            }
            Self::ProxySignIn | Self::ClientCertificate => {
                vec![t.faults_proxy_let_through(&f.page, &f.server), t.faults_forbidden_by_proxy_do_2()]
            }
            Self::LongHeader => vec![t.faults_long_header_do_1(), t.faults_long_header_do_2()],
            Self::RefusedByProxy => vec![
                t.faults_forbidden_by_proxy_do_1(&f.page, &f.server),
                t.faults_long_header_do_2(),
                t.faults_forbidden_by_proxy_do_2(),
            ],
            Self::OtherFamily => {
                vec![t.faults_do_check_port(f.product, &f.own_port, &f.port), t.faults_no_data_type_do_1()]
            }
            Self::Revision => vec![t.faults_do_find_out_version()],
            Self::NoParts => vec![t.faults_no_parts_do_1()],
            Self::NoSuchSession => vec![
                t.faults_no_such_session_do_1(),
                t.faults_no_such_session_do_2(&f.server),
                t.faults_no_such_session_do_3(),
            ],
            Self::NoSuchJob => vec![t.faults_no_such_job_do_1(), t.faults_no_such_job_do_2()],
            Self::NoSuchVersion => {
                vec![t.faults_do_find_out_version(), t.faults_no_such_version_do_2(f.product, &f.own_port)]
            }
            Self::OtherWebServer => {
                vec![t.faults_do_check_port(f.product, &f.own_port, &f.port), t.faults_other_web_server_do_2()]
            }
            Self::TooMany => vec![t.faults_do_wait(&f.wait), t.faults_too_many_do_2()],
            Self::Unavailable => vec![t.faults_do_wait(&f.wait), t.faults_unavailable_do_2()],
            Self::Gateway => vec![t.faults_gateway_do_1(&f.wait), t.faults_gateway_do_2()],
            Self::ServerError => vec![t.faults_do_again(), t.faults_server_error_do_2()],
            Self::BadRequest => vec![t.faults_bad_request_do_1(), t.faults_do_find_out_version()],
            Self::NotAllowed => vec![t.faults_not_allowed_do_1(), t.faults_not_allowed_do_2()],
            Self::ProxyLogin => vec![t.faults_proxy_login_do_1(&f.server)],
            Self::OtherStatus => vec![t.faults_do_again(), t.faults_do_report()],
            Self::WebPage => {
                vec![t.faults_web_page_do_1(&f.server), t.faults_do_check_port(f.product, &f.own_port, &f.port)]
            }
            Self::NoDataType => vec![t.faults_no_data_type_do_1()],
            Self::Empty => vec![t.faults_do_again(), t.faults_do_report()],
            Self::SaidAnError => vec![t.faults_do_again(), t.faults_do_report()],
            Self::Unreadable => vec![t.faults_do_again(), t.faults_unreadable_do_2(), t.faults_unreadable_do_3()],
            Self::NoSuchResource => vec![t.faults_no_such_resource_do_1()],
        }
    }
}
