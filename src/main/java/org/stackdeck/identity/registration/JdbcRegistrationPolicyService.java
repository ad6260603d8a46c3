package org.stackdeck.identity.registration;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.Caller;

/** Stores the registration policy in the database. */
@Service
class JdbcRegistrationPolicyService implements RegistrationPolicyService {

    private final JdbcClient database;
    private final AdminActionExecutor executor;
    private final ApplicationEventPublisher events;

    JdbcRegistrationPolicyService(JdbcClient database, AdminActionExecutor executor, ApplicationEventPublisher events) {
        this.database = database;
        this.executor = executor;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public Mode mode() {
        return database.sql("select mode from registration_policy where id = 1")
                .query((row, _) -> Mode.valueOf(row.getString(1)))
                .single();
    }

    @Override
    public void setMode(Caller caller, Mode mode) {
        var adminAction = new AdminActionExecutor.AdminAction(caller, "registration.set", "registration", null, null);
        executor.execute(adminAction, () -> {
            Mode before = mode();
            if (before != mode) {
                database.sql("update registration_policy set mode = ? where id = 1")
                        .param(mode.name())
                        .update();
                events.publishEvent(new RegistrationPolicyChanged(mode));
                executor.recordSuccess(
                        adminAction, AuditDetail.of("before", before.code()).with("mode", mode.code()));
            }
            return mode;
        });
    }
}
