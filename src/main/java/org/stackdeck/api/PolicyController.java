package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FactorPolicy;
import org.stackdeck.identity.RegistrationPolicy;
import org.stackdeck.identity.User;

/** REST controller for settings of the whole installation, for administrators. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/settings")
class PolicyController {

    private final FactorPolicy policy;
    private final RegistrationPolicy registration;
    private final AdministratorCheck administrators;

    PolicyController(FactorPolicy policy, RegistrationPolicy registration, AdministratorCheck administrators) {
        this.policy = policy;
        this.registration = registration;
        this.administrators = administrators;
    }

    @GetMapping("/second-factor")
    Required required(Caller caller) {
        administrators.require(caller, "factor.require", null);
        return body();
    }

    /** Sets the roles that require a second factor. Their sessions and tokens without one end. */
    @PutMapping("/second-factor")
    Required require(Caller caller, @RequestBody Required wish) {
        administrators.require(caller, "factor.require", null);
        Set<User.Role> wanted = wish.parsed();
        for (User.Role role : User.Role.values()) {
            policy.require(caller, role, wanted.contains(role));
        }
        return body();
    }

    @GetMapping("/registration")
    Registration registration(Caller caller) {
        administrators.require(caller, "registration.set", null);
        return Registration.of(registration.mode());
    }

    @PutMapping("/registration")
    Registration register(Caller caller, @RequestBody Registration wish) {
        administrators.require(caller, "registration.set", null);
        registration.set(caller, wish.parsed());
        return Registration.of(registration.mode());
    }

    private Required body() {
        return new Required(policy.required().stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .sorted()
                .toList());
    }

    /** @param policy "approval", "invitation" or "closed" */
    record Registration(@Nullable String policy) {

        static Registration of(RegistrationPolicy.Mode mode) {
            return new Registration(mode.name().toLowerCase(Locale.ROOT));
        }

        RegistrationPolicy.Mode parsed() {
            if (policy == null) {
                throw ProblemException.badField("policy", "missing-field", "policy");
            }
            return Stream.of(RegistrationPolicy.Mode.values())
                    .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(policy))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.badField(
                            "policy", "bad-policy", "policy", "approval, invitation, closed"));
        }
    }

    /** @param roles of "administrator" and "member", those that require a second factor */
    record Required(@Nullable List<String> roles) {

        Set<User.Role> parsed() {
            if (roles == null) {
                throw ProblemException.badField("roles", "missing-field", "roles");
            }
            return roles.stream().map(Required::parsed).collect(Collectors.toSet());
        }

        private static User.Role parsed(@Nullable String word) {
            return Stream.of(User.Role.values())
                    .filter(role -> role.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(
                            () -> ProblemException.badField("roles", "unknown-role", "roles", "administrator, member"));
        }
    }
}
