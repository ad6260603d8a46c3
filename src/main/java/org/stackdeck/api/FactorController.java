package org.stackdeck.api;

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
import org.stackdeck.identity.AuthenticatorApp;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Factor;
import org.stackdeck.identity.Proofs;
import org.stackdeck.identity.RecoveryCodes;
import org.stackdeck.identity.SecondFactors;

/** REST controller for the caller's second factors and for re-authentication. */
@Tag(name = "auth")
@RestController
@RequestMapping("/api/auth")
class FactorController {

    private final AuthenticatorApp app;
    private final RecoveryCodes recovery;
    private final SecondFactors factors;
    private final Proofs proofs;

    FactorController(AuthenticatorApp app, RecoveryCodes recovery, SecondFactors factors, Proofs proofs) {
        this.app = app;
        this.recovery = recovery;
        this.factors = factors;
        this.proofs = proofs;
    }

    @GetMapping("/factors")
    Factors factors(Caller caller) {
        return new Factors(factors.of(caller.userId()), recovery.left(caller));
    }

    /** Starts the enrolment of an authenticator app, which is used after its confirmation. */
    @PostMapping("/totp")
    @ResponseStatus(HttpStatus.CREATED)
    AuthenticatorApp.Enrolment begin(Caller caller) {
        return app.begin(caller);
    }

    /** Confirms the authenticator app and ends the user's other sessions and tokens. */
    @PostMapping("/totp/confirm")
    Codes confirm(Caller caller, @RequestBody Code typed) {
        return new Codes(app.confirm(caller, typed.text()));
    }

    @DeleteMapping("/totp")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller) {
        app.remove(caller);
    }

    @PostMapping("/recovery-codes")
    @ResponseStatus(HttpStatus.CREATED)
    Codes renew(Caller caller) {
        return new Codes(recovery.renew(caller));
    }

    /** Re-authenticates the session of this token. */
    @PostMapping("/step-up")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stepUp(Caller caller, @RequestBody Proof proof) {
        if (proof.code() != null) {
            proofs.byCode(caller, proof.code());
        } else if (proof.password() != null) {
            proofs.byPassword(caller, proof.password());
        } else {
            String field = proofs.means(caller).contains(Factor.PASSWORD) ? "password" : "code";
            throw ProblemException.badField(field, "missing-field", field);
        }
    }

    record Factors(Set<Factor> second, int recoveryCodesLeft) {}

    /** @param recoveryCodes returned once; empty if the user already has recovery codes */
    record Codes(List<String> recoveryCodes) {

        @Override
        public String toString() {
            return "Codes[…]";
        }
    }

    record Code(@Nullable String code) {

        String text() {
            if (code == null) {
                throw ProblemException.badField("code", "missing-field", "code");
            }
            return code;
        }
    }

    /** @param code required if the user has a second factor; otherwise the password is required */
    record Proof(@Nullable String code, @Nullable String password) {}
}
