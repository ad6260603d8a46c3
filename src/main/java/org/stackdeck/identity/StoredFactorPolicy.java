package org.stackdeck.identity;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stores the roles that require a second factor in the database. */
@Service
class StoredFactorPolicy implements FactorPolicy {

    private final RequirementRepository requirements;
    private final SessionRepository sessions;
    private final SecondFactors factors;
    private final Directory directory;
    private final AdministratorWork work;

    StoredFactorPolicy(
            RequirementRepository requirements,
            SessionRepository sessions,
            SecondFactors factors,
            Directory directory,
            AdministratorWork work) {
        this.requirements = requirements;
        this.sessions = sessions;
        this.factors = factors;
        this.directory = directory;
        this.work = work;
    }

    @Override
    @Transactional(readOnly = true)
    public Set<User.Role> required() {
        return requirements.findAll().stream().map(StoredRequirement::role).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void require(Caller caller, User.Role role, boolean required) {
        String action = required ? "factor.require" : "factor.release";
        AdministratorWork.Deed deed = new AdministratorWork.Deed(caller, action, "role", role.name(), role.name());
        work.perform(deed, () -> {
            if (required == requirements.existsById(role)) {
                return role;
            }
            if (required) {
                askOwnFirst(caller, role);
                requirements.save(new StoredRequirement(role));
                work.done(deed, "ended=" + sessions.endWithoutSecondFactor(role));
            } else {
                requirements.deleteById(role);
                work.done(deed, null);
            }
            return role;
        });
    }

    /** Prevents the last administrator from locking themselves out. */
    private void askOwnFirst(Caller caller, User.Role role) {
        boolean own = directory
                .find(caller.userId())
                .filter(user -> user.role() == role)
                .isPresent();
        if (own && factors.of(caller.userId()).isEmpty()) {
            throw new FactorException(FactorException.Reason.NOT_ENROLLED);
        }
    }
}
