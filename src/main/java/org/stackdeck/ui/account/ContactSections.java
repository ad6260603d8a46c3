package org.stackdeck.ui.account;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** Sections for the e-mail address and for the channels of notices. The available channels depend on the address. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
final class ContactSections {

    private final EmailSection email;
    private final NoticePreferencesSection preferences;

    ContactSections(EmailSection email, NoticePreferencesSection preferences) {
        this.email = email;
        this.preferences = preferences;
        email.onChange(preferences::render);
    }

    EmailSection email() {
        return email;
    }

    NoticePreferencesSection preferences() {
        return preferences;
    }
}
