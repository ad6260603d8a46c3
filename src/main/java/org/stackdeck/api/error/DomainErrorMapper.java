package org.stackdeck.api.error;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.access.grant.TooManyGrantsException;
import org.stackdeck.access.role.RoleChangeRefusedException;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.accessrequests.MissingGrantTermsException;
import org.stackdeck.accessrequests.RenamedServerException;
import org.stackdeck.accessrequests.RequestedServerMissingException;
import org.stackdeck.accessrequests.TooManyAccessRequestsException;
import org.stackdeck.accessrequests.UnknownAccessRequestException;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.account.UserStateException;
import org.stackdeck.identity.factor.AuthenticationFactorException;
import org.stackdeck.identity.group.GroupNameTakenException;
import org.stackdeck.identity.group.UnknownGroupException;
import org.stackdeck.identity.invitation.InvalidInvitationException;
import org.stackdeck.identity.invitation.UnknownInvitationException;
import org.stackdeck.identity.registration.RegistrationNotAllowedException;
import org.stackdeck.identity.secret.UnreadableSecretException;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.keypairs.KeyPairNameTakenException;
import org.stackdeck.keypairs.TooManyKeyPairsException;
import org.stackdeck.keypairs.UserKeyPairService;
import org.stackdeck.launchtemplates.LaunchTemplateException;
import org.stackdeck.launchtemplates.LaunchTemplateService;
import org.stackdeck.operations.CloudRequestLimitExceededException;
import org.stackdeck.operations.IdempotencyKeyReusedException;

/** Maps exceptions of the services to problems. */
public final class DomainErrorMapper {

    private DomainErrorMapper() {}

    /** Returns the problem for an exception of a service, or empty for any other exception. */
    public static Optional<ProblemException> toProblem(Exception e) {
        return Optional.ofNullable(serviceProblem(e));
    }

    private static @Nullable ProblemException serviceProblem(Exception e) {
        return switch (e) {
            case ProblemException problem -> problem;
            case CloudException cloud -> cloudProblem(cloud);
            case IdempotencyKeyReusedException _ ->
                new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, "repeated-differently", Map.of());
            case KeyPairNameTakenException _ -> ProblemException.conflict("key-name-taken");
            case TooManyKeyPairsException _ ->
                ProblemException.conflict("too-many-keys", UserKeyPairService.MAX_PER_USER);
            case LaunchTemplateException template -> templateProblem(template.reason());
            case UnknownAccessRequestException _ -> ProblemException.notFound("unknown-request");
            case MissingGrantTermsException _ -> ProblemException.conflict("request-indefinite");
            case RenamedServerException renamed ->
                ProblemException.conflict("server-renamed", renamed.nameInRequest(), renamed.currentName());
            case RequestedServerMissingException missing ->
                ProblemException.conflict("server-missing", missing.nameInRequest());
            case TooManyAccessRequestsException tooMany ->
                ProblemException.conflict(
                        switch (tooMany.limit()) {
                            case OPEN -> "too-many-open-requests";
                            case DAY -> "too-many-requests-a-day";
                        },
                        tooMany.limit().requests());
            default -> accessProblem(e);
        };
    }

    private static ProblemException templateProblem(LaunchTemplateException.Reason reason) {
        return switch (reason) {
            case UNKNOWN -> ProblemException.notFound("unknown-recipe");
            case NOT_OWNED -> ProblemException.forbidden("recipe-not-yours");
            case NAME_TAKEN -> ProblemException.conflict("recipe-name-taken");
            case TOO_MANY -> ProblemException.conflict("too-many-recipes", LaunchTemplateService.MAX_PER_USER);
            case TOO_LARGE ->
                ProblemException.invalidField("metadata", "recipe-too-large", LaunchTemplateService.MAX_LENGTH);
            case UNKNOWN_SHARE_TARGET -> ProblemException.invalidField("sharedWith.name", "unknown-partner");
        };
    }

    private static @Nullable ProblemException accessProblem(Exception e) {
        return switch (e) {
            case UnknownRoleException unknown -> ProblemException.notFound("no-such-role", unknown.roleName());
            case TooManyGrantsException _ -> ProblemException.conflict("too-many-grants", GrantService.MAX_PER_GRANTEE);
            case RoleChangeRefusedException role ->
                ProblemException.conflict(
                        switch (role.reason()) {
                            case BUILT_IN -> "role-built-in";
                            case IN_USE -> "role-in-use";
                            case IN_OPEN_INVITATION -> "role-promised";
                        },
                        role.roleName());
            case UnknownGroupException _ -> ProblemException.notFound("unknown-group");
            case GroupNameTakenException taken ->
                ProblemException.conflict("group-name-taken", taken.name().value());
            case UnknownUserException _ -> ProblemException.notFound("unknown-user");
            case UserStateException user ->
                new ProblemException(
                        HttpStatus.CONFLICT,
                        switch (user.reason()) {
                            case WRONG_STATE -> "user-state";
                            case LAST_ADMINISTRATOR -> "last-administrator";
                        },
                        Map.of("state", user.state()),
                        user.state());
            default -> identityProblem(e);
        };
    }

    private static @Nullable ProblemException identityProblem(Exception e) {
        return switch (e) {
            case NotAdministratorException _ -> ProblemException.forbidden("not-administrator");
            case SessionEndedException _ -> ProblemException.unauthorized("http-401");
            case RegistrationNotAllowedException refused ->
                ProblemException.forbidden(
                        switch (refused.mode()) {
                            case APPROVAL, INVITATION -> "registration-by-invitation";
                            case CLOSED -> "registration-closed";
                        });
            // The response is the same for all invitations that are not valid.
            case InvalidInvitationException _ -> ProblemException.forbidden("invitation-void");
            case UnknownInvitationException _ -> ProblemException.notFound("unknown-invitation");
            case TooManyAttemptsException tooMany ->
                ProblemException.tooManyRequests(
                                tooMany instanceof TooManyChangesException ? "too-many-changes" : "too-many-attempts")
                        .retryAfter(tooMany.retryAfter());
            case AuthenticationFactorException factor ->
                switch (factor.reason()) {
                    case CODE_NEEDED -> ProblemException.unauthorized("code-needed");
                    case CODE_WRONG -> ProblemException.unauthorized("code-wrong");
                    case ALREADY_ENROLLED -> ProblemException.conflict("already-enrolled");
                    case NOT_ENROLLED -> ProblemException.conflict("not-enrolled");
                    case REQUIRED -> ProblemException.conflict("factor-required");
                };
            case UnreadableSecretException _ -> ProblemException.conflict("secret-unreadable");
            case StepUpRequiredException stepUp -> {
                String field = stepUp.allowedFactors().contains(AuthenticationFactor.PASSWORD) ? "password" : "code";
                yield new ProblemException(
                        HttpStatus.FORBIDDEN,
                        "step-up-required",
                        Map.of("stepUp", "/api/auth/step-up", "field", field),
                        field);
            }
            default -> null;
        };
    }

    /**
     * Returns the problem for a failed request to a cloud: a status code of a gateway, or 429 if a limit of Stackdeck
     * was exceeded.
     */
    private static ProblemException cloudProblem(CloudException e) {
        Map<String, Object> properties =
                new HashMap<>(Map.of("category", e.category().name()));
        e.requestId().ifPresent(id -> properties.put("requestId", id));
        ProblemException problem = e instanceof CloudRequestLimitExceededException exceeded
                ? ProblemException.tooManyRequests(
                        switch (exceeded.limit()) {
                            case REQUESTS -> "too-many-attempts";
                            case OPERATIONS -> "too-many-operations";
                            case UPLOADS -> "too-many-uploads";
                        })
                : new ProblemException(status(e.category()), "cloud", properties, String.valueOf(e.getMessage()));
        e.retryAfter().ifPresent(problem::retryAfter);
        return problem;
    }

    private static HttpStatus status(CloudException.Category category) {
        return switch (category) {
            case TIMEOUT -> HttpStatus.GATEWAY_TIMEOUT;
            case UNREACHABLE, UNAVAILABLE, THROTTLED -> HttpStatus.SERVICE_UNAVAILABLE;
            case UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED, FAILED, UNINTELLIGIBLE ->
                HttpStatus.BAD_GATEWAY;
        };
    }
}
