package org.stackdeck.notices.webhook;

import java.util.List;
import java.util.Map;
import org.stackdeck.platform.InvisibleCharacters;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of a message in the format of Slack's incoming webhooks. Mattermost and Rocket.Chat use the field {@code text}
 * and display it as Markdown.
 */
final class SlackPayload {

    /**
     * Maximum length of a part of the text, in escaped characters. Slack accepts 3,000 in a section: three parts, two
     * line breaks and two asterisks.
     */
    private static final int MAX_PART_LENGTH = 998;

    private static final JsonMapper JSON = new JsonMapper();

    private SlackPayload() {}

    static String of(ChatMessage message) {
        String title = escape(message.title());
        String detail = message.detail().isEmpty() ? "" : "\n" + escape(message.detail());
        String link = link(message);
        Map<String, Object> block = Map.of(
                "type",
                "section",
                "text",
                // With "verbatim", Slack creates no links from the names of channels.
                Map.of("type", "mrkdwn", "text", "*" + title + "*" + detail + link, "verbatim", true));
        return JSON.writeValueAsString(Map.of("text", title + detail + link, "blocks", List.of(block)));
    }

    /** Returns an empty text for a link that is too long, because a shortened one would lead elsewhere. */
    private static String link(ChatMessage message) {
        if (message.link() == null) {
            return "";
        }
        String link = "<" + message.link() + "|" + escape(message.linkLabel()) + ">";
        return link.length() > MAX_PART_LENGTH ? "" : "\n" + link;
    }

    /**
     * Prevents names from mentioning users or channels, from creating links and images, and from imitating other lines.
     * A zero-width space separates the characters that would have an effect in Markdown. Texts longer than {@link
     * #MAX_PART_LENGTH} are shortened.
     */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int character : text.codePoints().limit(MAX_PART_LENGTH).toArray()) {
            String part = escape(character);
            if (escaped.length() + part.length() > MAX_PART_LENGTH) {
                break;
            }
            escaped.append(part);
        }
        return escaped.toString();
    }

    private static String escape(int character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '@', ']' -> Character.toString(character) + '\u200B';
            default -> InvisibleCharacters.isInvisible(character) ? " " : Character.toString(character);
        };
    }
}
