package org.stackdeck.notices.webhook;

import java.util.Locale;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.notices.NoticeContent;

/** Creates the texts of messages to chats. */
public interface ChatMessageFactory {

    /** @param content content that all active members of the group may see */
    ChatMessage create(NoticeContent content, Locale locale);

    ChatMessage createTest(GroupName group, Locale locale);
}
