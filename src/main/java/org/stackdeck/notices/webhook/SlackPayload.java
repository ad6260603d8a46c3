package org.stackdeck.notices.webhook;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of a message in the format of Slack's incoming webhooks. Mattermost and Rocket.Chat use the field {@code text} and
 * display it as Markdown.
 */
final class SlackPayload {

    /** In characters. Slack accepts 3,000 in a section. */
    private static final int MAX_PART_LENGTH = 1000;

    private static final JsonMapper JSON = new JsonMapper();

    private SlackPayload() {}

    static String of(ChatMessage message) {
        String title = escape(message.title());
        String detail = message.detail().isEmpty() ? "" : "\n" + escape(message.detail());
        String link = message.link() == null ? "" : "\n<" + message.link() + "|" + escape(message.linkLabel()) + ">";
        Map<String, Object> block = Map.of(
                "type",
                "section",
                "text",
                // verbatim: Slack creates no links from names of channels.
                Map.of("type", "mrkdwn", "text", "*" + title + "*" + detail + link, "verbatim", true));
        return JSON.writeValueAsString(Map.of("text", title + detail + link, "blocks", List.of(block)));
    }

    /**
     * Prevents names from mentioning users or channels, from creating links and images, and from imitating other lines. A
     * zero-width space separates the characters that would have an effect in Markdown.
     */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().limit(MAX_PART_LENGTH).forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '@', ']' -> escaped.appendCodePoint(character).append('\u200B');
                default -> escaped.appendCodePoint(isInvisible(character) ? ' ' : character);
            }
        });
        return escaped.toString();
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
