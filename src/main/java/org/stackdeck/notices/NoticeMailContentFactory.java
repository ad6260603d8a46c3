package org.stackdeck.notices;

import java.util.List;
import java.util.Locale;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.mail.MailContent;

/** Creates the texts of e-mails with notices. */
@FunctionalInterface
public interface NoticeMailContentFactory {

    /**
     * Creates the content of one message.
     *
     * @param user recipient; links lead only to objects that this user may see
     * @param shown at least one notice, newest first
     * @param total number of notices, including those that are not shown
     */
    MailContent create(UserId user, List<Notice> shown, int total, Locale locale);
}
