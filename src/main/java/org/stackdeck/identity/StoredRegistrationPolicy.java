package org.stackdeck.identity;

import java.util.Locale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stores the registration policy in the database. */
@Service
class StoredRegistrationPolicy implements RegistrationPolicy {

    private final RegistrationModeRepository rows;
    private final AdministratorWork work;
    private final ApplicationEventPublisher events;

    StoredRegistrationPolicy(
            RegistrationModeRepository rows, AdministratorWork work, ApplicationEventPublisher events) {
        this.rows = rows;
        this.work = work;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public Mode mode() {
        return row().mode();
    }

    @Override
    public void set(Caller caller, Mode mode) {
        var deed = new AdministratorWork.Deed(caller, "registration.set", "registration", null, null);
        work.perform(deed, () -> {
            StoredRegistrationMode row = row();
            Mode before = row.mode();
            if (before != mode) {
                row.become(mode);
                events.publishEvent(new RegistrationPolicyChanged(mode));
                work.done(deed, "before=" + word(before) + " now=" + word(mode));
            }
            return mode;
        });
    }

    private StoredRegistrationMode row() {
        return rows.findById(StoredRegistrationMode.ONLY)
                .orElseThrow(() -> new IllegalStateException("the row of the registration policy is gone"));
    }

    private static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
