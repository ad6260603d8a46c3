package org.stackdeck.notices.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SlackPayloadTests {

    @Test
    void payloadHasATextAndOneBlockWithTheLink() {
        JsonNode payload = payload(new ChatMessage(
                "Stop failed", "云主机 web · by mia", "https://stackdeck.example/servers/lab/1", "Open in Stackdeck"));

        assertThat(payload.path("text").asString())
                .isEqualTo(
                        "Stop failed\n云主机 web · by mia\n<https://stackdeck.example/servers/lab/1|Open in Stackdeck>");
        assertThat(payload.path("blocks")).singleElement().satisfies(block -> {
            assertThat(block.path("type").asString()).isEqualTo("section");
            assertThat(block.path("text").path("type").asString()).isEqualTo("mrkdwn");
            assertThat(block.path("text").path("text").asString())
                    .startsWith("*Stop failed*\n")
                    .endsWith("<https://stackdeck.example/servers/lab/1|Open in Stackdeck>");
        });
    }

    @Test
    void messageWithoutPublicUrlHasNoLink() {
        assertThat(payload(new ChatMessage("Title", "", null, "Open"))
                        .path("text")
                        .asString())
                .isEqualTo("Title");
    }

    @Test
    void namesCannotMentionUsersCreateLinksOrAddLines() {
        String text = payload(new ChatMessage(
                        "Title",
                        "<!channel> @all [click](https://evil.example) ![](https://evil.example/p.png) a\r\nb\u202Ec",
                        null,
                        "Open"))
                .path("text")
                .asString();

        assertThat(text)
                .doesNotContain("<!", "@all", "](", "\r", "\u202E")
                .contains("&lt;!channel&gt;")
                .hasLineCount(2);
    }

    @Test
    void longTextsAreShortened() {
        assertThat(payload(new ChatMessage("x".repeat(5_000), "y".repeat(5_000), null, "Open"))
                        .path("text")
                        .asString())
                .hasSize(1_997);
    }

    @Test
    void blockNeverExceedsTheLimitOfSlack() {
        String link = "https://stackdeck.example/" + "s".repeat(900);
        JsonNode block = payload(new ChatMessage("&".repeat(5_000), "<".repeat(5_000), link, "Open"))
                .path("blocks")
                .path(0)
                .path("text")
                .path("text");
        assertThat(block.asString()).hasSizeBetween(2_900, 3_000).contains("&amp;*\n", "&lt;\n<" + link + "|Open>");
        assertThat(payload(new ChatMessage("Title", "", link + "s".repeat(2_000), "Open"))
                        .path("text")
                        .asString())
                .isEqualTo("Title");
    }

    private static JsonNode payload(ChatMessage message) {
        return new JsonMapper().readTree(SlackPayload.of(message));
    }
}
