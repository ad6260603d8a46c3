package org.stackdeck.identity.registration;

import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.Caller;

/** Stores the registration policy in the database. */
@Service
class JpaRegistrationPolicy implements RegistrationPolicy {

    private final RegistrationModeRepository rows;
    private final AdminActionExecutor executor;
    private final ApplicationEventPublisher events;

    JpaRegistrationPolicy(
            RegistrationModeRepository rows, AdminActionExecutor executor, ApplicationEventPublisher events) {
        this.rows = rows;
        this.executor = executor;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public Mode mode() {
        return row().mode();
    }

    @Override
    public void setMode(Caller caller, Mode mode) {
        var adminAction = new AdminActionExecutor.AdminAction(caller, "registration.set", "registration", null, null);
        executor.execute(adminAction, () -> {
            RegistrationModeEntity row = row();
            Mode before = row.mode();
            if (before != mode) {
                row.setMode(mode);
                events.publishEvent(new RegistrationPolicyChanged(mode));
                executor.recordSuccess(adminAction, "before=" + code(before) + " now=" + code(mode));
            }
            return mode;
        });
    }

    private RegistrationModeEntity row() {
        return rows.findById(RegistrationModeEntity.SINGLETON_ID)
                .orElseThrow(() -> new IllegalStateException("the row of the registration policy is missing"));
    }

    private static String code(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
