package org.stackdeck.api.users;

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
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.factor.SecondFactorPolicyService;
import org.stackdeck.identity.registration.RegistrationPolicyService;

/** REST controller with which administrators read and change the settings of the whole installation. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/settings")
class SettingsController {

    private final SecondFactorPolicyService policy;
    private final RegistrationPolicyService registration;
    private final AdminActionExecutor executor;

    SettingsController(
            SecondFactorPolicyService policy, RegistrationPolicyService registration, AdminActionExecutor executor) {
        this.policy = policy;
        this.registration = registration;
        this.executor = executor;
    }

    @GetMapping("/second-factor")
    SecondFactorSettings getSecondFactor(Caller caller) {
        executor.requireAdministrator(new AdminAction(caller, "factor.require", "role", null, null));
        return secondFactorSettings();
    }

    /**
     * Sets the roles that require a second factor. A new requirement ends those sessions and tokens of the role's users
     * in which no second factor was verified.
     */
    @PutMapping("/second-factor")
    SecondFactorSettings setSecondFactor(Caller caller, @RequestBody SecondFactorSettings secondFactorSettings) {
        executor.requireAdministrator(new AdminAction(caller, "factor.require", "role", null, null));
        policy.setRequiredRoles(caller, secondFactorSettings.parse());
        return secondFactorSettings();
    }

    @GetMapping("/registration")
    RegistrationSettings getRegistration(Caller caller) {
        executor.requireAdministrator(new AdminAction(caller, "registration.set", "registration", null, null));
        return RegistrationSettings.of(registration.mode());
    }

    @PutMapping("/registration")
    RegistrationSettings setRegistration(Caller caller, @RequestBody RegistrationSettings registrationSettings) {
        executor.requireAdministrator(new AdminAction(caller, "registration.set", "registration", null, null));
        registration.setMode(caller, registrationSettings.parse());
        return RegistrationSettings.of(registration.mode());
    }

    private SecondFactorSettings secondFactorSettings() {
        return new SecondFactorSettings(policy.requiredRoles().stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .sorted()
                .toList());
    }

    /** @param policy "approval", "invitation" or "closed" */
    record RegistrationSettings(@Nullable String policy) {

        static RegistrationSettings of(RegistrationPolicyService.Mode mode) {
            return new RegistrationSettings(mode.name().toLowerCase(Locale.ROOT));
        }

        RegistrationPolicyService.Mode parse() {
            RequestFieldValidator.require(policy, "policy");
            return Stream.of(RegistrationPolicyService.Mode.values())
                    .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(policy))
                    .findFirst()
                    .orElseThrow(() ->
                            ProblemException.invalidField("policy", "bad-policy", "approval, invitation, closed"));
        }
    }

    /** @param roles the roles that require a second factor, each "administrator" or "member" */
    record SecondFactorSettings(@Nullable List<String> roles) {

        Set<User.Role> parse() {
            return RequestFieldValidator.require(roles, "roles").stream()
                    .map(SecondFactorSettings::parseRole)
                    .collect(Collectors.toSet());
        }

        private static User.Role parseRole(@Nullable String role) {
            return RequestFieldValidator.parseEnum(User.Role.class, role)
                    .orElseThrow(() -> ProblemException.invalidField("roles", "unknown-role", "administrator, member"));
        }
    }
}
