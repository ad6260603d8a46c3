package org.stackdeck.api.auth;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.factor.ReauthenticationService;
import org.stackdeck.identity.factor.RecoveryCodeService;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.factor.TotpEnrollmentService;

/** REST controller for the caller's second factors and for re-authentication. */
@Tag(name = "auth")
@RestController
@RequestMapping("/api/auth")
class OwnSecondFactorController {

    private final TotpEnrollmentService totpEnrollmentService;
    private final RecoveryCodeService recovery;
    private final SecondFactorStatusService secondFactorService;
    private final ReauthenticationService reauthenticationService;

    OwnSecondFactorController(
            TotpEnrollmentService totpEnrollmentService,
            RecoveryCodeService recovery,
            SecondFactorStatusService secondFactorService,
            ReauthenticationService reauthenticationService) {
        this.totpEnrollmentService = totpEnrollmentService;
        this.recovery = recovery;
        this.secondFactorService = secondFactorService;
        this.reauthenticationService = reauthenticationService;
    }

    @GetMapping("/factors")
    SecondFactorsResponse list(Caller caller) {
        return new SecondFactorsResponse(
                secondFactorService.factorsOf(caller.userId()), recovery.countRemaining(caller));
    }

    /** Starts the enrollment of an authenticator app. The enrollment takes effect when it is confirmed. */
    @PostMapping("/totp")
    @ResponseStatus(HttpStatus.CREATED)
    TotpEnrollmentService.TotpEnrollment enrolTotp(Caller caller) {
        return totpEnrollmentService.beginEnrollment(caller);
    }

    /** Confirms the authenticator app and ends the user's other sessions and tokens. */
    @PostMapping("/totp/confirm")
    RecoveryCodesResponse confirmTotp(Caller caller, @RequestBody TotpConfirmationRequest typed) {
        return new RecoveryCodesResponse(
                totpEnrollmentService.confirm(caller, RequestFieldValidator.require(typed.code(), "code")));
    }

    @DeleteMapping("/totp")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeTotp(Caller caller) {
        totpEnrollmentService.remove(caller);
    }

    @PostMapping("/recovery-codes")
    @ResponseStatus(HttpStatus.CREATED)
    RecoveryCodesResponse renewRecoveryCodes(Caller caller) {
        return new RecoveryCodesResponse(recovery.regenerate(caller));
    }

    /** Re-authenticates the session of the request's token. */
    @PostMapping("/step-up")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reauthenticate(Caller caller, @RequestBody ReauthenticationRequest reauthenticationRequest) {
        if (reauthenticationRequest.code() != null) {
            reauthenticationService.verifyCode(caller, reauthenticationRequest.code());
        } else if (reauthenticationRequest.password() != null) {
            reauthenticationService.verifyPassword(caller, reauthenticationRequest.password());
        } else {
            String field = reauthenticationService.availableFactors(caller).contains(AuthenticationFactor.PASSWORD)
                    ? "password"
                    : "code";
            throw ProblemException.missingField(field);
        }
    }

    record SecondFactorsResponse(Set<AuthenticationFactor> second, int recoveryCodesLeft) {}

    /** @param recoveryCodes returned once; empty if the user already has recovery codes */
    record RecoveryCodesResponse(List<String> recoveryCodes) {

        @Override
        public String toString() {
            return "RecoveryCodesResponse[…]";
        }
    }

    record TotpConfirmationRequest(@Nullable String code) {

        @Override
        public String toString() {
            return "TotpConfirmationRequest[…]";
        }
    }

    /** @param code required if the user has a second factor; otherwise the password is required */
    record ReauthenticationRequest(
            @Nullable String code, @Nullable String password) {

        @Override
        public String toString() {
            return "ReauthenticationRequest[…]";
        }
    }
}
