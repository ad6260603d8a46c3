package org.stackdeck.notices;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Channels on which a user receives each kind of notice.
 *
 * @param choices explicit choices of the user, which can equal the default
 */
public record NoticePreferences(Map<Choice, Boolean> choices) {

    public static final NoticePreferences DEFAULT = new NoticePreferences(Map.of());

    public NoticePreferences {
        choices = Map.copyOf(choices);
    }

    public record Choice(NoticeKind kind, NoticeChannel channel) {}

    public boolean isEnabled(NoticeKind kind, NoticeChannel channel) {
        return choices.getOrDefault(new Choice(kind, channel), channel.isDefaultFor(kind));
    }

    /** Returns the kinds that the user receives on the channel. */
    public Set<NoticeKind> kinds(NoticeChannel channel) {
        return Arrays.stream(NoticeKind.values())
                .filter(kind -> isEnabled(kind, channel))
                .collect(Collectors.toSet());
    }
}
