package org.stackdeck.identity.factor;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.session.LoginSessionRepository;
import org.stackdeck.identity.session.LoginSessionsEnded;

/** Manages the policy that defines which roles require a second factor. */
@Service
public class SecondFactorPolicyService {

    private static final String REQUIRE_ACTION = "factor.require";
    private static final String RELEASE_ACTION = "factor.release";

    private final SecondFactorRequiredRoleRepository requirements;
    private final LoginSessionRepository sessions;
    private final SecondFactorStatusService secondFactorService;
    private final UserDirectory userDirectory;
    private final AdminActionExecutor executor;
    private final ApplicationEventPublisher events;

    SecondFactorPolicyService(
            SecondFactorRequiredRoleRepository requirements,
            LoginSessionRepository sessions,
            SecondFactorStatusService secondFactorService,
            UserDirectory userDirectory,
            AdminActionExecutor executor,
            ApplicationEventPublisher events) {
        this.requirements = requirements;
        this.sessions = sessions;
        this.secondFactorService = secondFactorService;
        this.userDirectory = userDirectory;
        this.executor = executor;
        this.events = events;
    }

    @Transactional(readOnly = true)
    public Set<User.Role> requiredRoles() {
        return requirements.findAll().stream()
                .map(SecondFactorRequiredRoleEntity::role)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Sets whether the role requires a second factor. A new requirement ends the users' sessions in which only the
     * password was verified. Users without a second factor must set one up at their next sign-in.
     *
     * @throws NotAdministratorException if the caller is not an administrator
     * @throws StepUpRequiredException if the caller's last authentication is too old
     * @throws AuthenticationFactorException if {@code required} is true and the caller has the role but no second
     *     factor
     */
    public void setRequired(Caller caller, User.Role role, boolean required) {
        AdminAction adminAction = adminAction(caller, role, required);
        executor.execute(adminAction, () -> {
            change(adminAction, role, required);
            return role;
        });
    }

    /**
     * Sets which roles require a second factor, like {@link #setRequired} for each role. If the change of one role
     * fails, no role is changed.
     */
    public void setRequiredRoles(Caller caller, Set<User.Role> required) {
        boolean releases = Arrays.stream(User.Role.values())
                .anyMatch(role -> !required.contains(role) && requirements.existsById(role));
        // The action of an audited refusal.
        String action = releases ? RELEASE_ACTION : REQUIRE_ACTION;
        executor.execute(new AdminAction(caller, action, "role", null, null), () -> {
            for (User.Role role : User.Role.values()) {
                boolean roleRequired = required.contains(role);
                change(adminAction(caller, role, roleRequired), role, roleRequired);
            }
            return required;
        });
    }

    private static AdminAction adminAction(Caller caller, User.Role role, boolean required) {
        return new AdminAction(caller, required ? REQUIRE_ACTION : RELEASE_ACTION, "role", role.name(), role.name());
    }

    private void change(AdminAction adminAction, User.Role role, boolean required) {
        if (required == requirements.existsById(role)) {
            return;
        }
        if (required) {
            requireOwnFactor(adminAction.caller(), role);
            requirements.save(new SecondFactorRequiredRoleEntity(role));
            int ended = sessions.endWithoutSecondFactor(role);
            events.publishEvent(new LoginSessionsEnded());
            executor.recordSuccess(adminAction, AuditDetail.of("ended", ended));
        } else {
            requirements.deleteById(role);
            executor.recordSuccess(adminAction, null);
        }
    }

    /** Requires a caller with this role to have a second factor, so that the last administrator is not locked out. */
    private void requireOwnFactor(Caller caller, User.Role role) {
        boolean own = userDirectory
                .find(caller.userId())
                .filter(user -> user.role() == role)
                .isPresent();
        if (own && secondFactorService.factorsOf(caller.userId()).isEmpty()) {
            throw new AuthenticationFactorException(AuthenticationFactorException.Reason.NOT_ENROLLED);
        }
    }
}
