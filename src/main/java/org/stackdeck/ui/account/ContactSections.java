package org.stackdeck.ui.account;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** Sections with the e-mail address and the channels of notices, of which the second depends on the first. */
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
