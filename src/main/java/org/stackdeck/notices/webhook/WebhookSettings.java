package org.stackdeck.notices.webhook;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.notices.NoticeKind;

/**
 * Settings of a webhook that an administrator has entered.
 *
 * @param url null to use the stored one
 * @param language one of {@link #LANGUAGES}
 * @param kinds kinds of events about which the group receives messages
 */
public record WebhookSettings(@Nullable WebhookUrl url, Locale language, Set<NoticeKind> kinds, boolean enabled) {

    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    public WebhookSettings {
        if (!LANGUAGES.contains(language)) {
            throw new IllegalArgumentException("not a language of webhooks");
        }
        kinds = Set.copyOf(kinds);
    }
}
