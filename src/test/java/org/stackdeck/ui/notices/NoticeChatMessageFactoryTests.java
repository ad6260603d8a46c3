package org.stackdeck.ui.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;
import org.stackdeck.notices.webhook.ChatMessage;
import org.stackdeck.platform.PublicUrl;

class NoticeChatMessageFactoryTests {

    private final FakeInventory inventory = new FakeInventory(new FakeAccessDecisionService(Clock.systemUTC()));
    private final Server web = ServerBuilder.named("web").build();
    private final NoticeChatMessageFactory messages = messages("https://stackdeck.example");

    private NoticeChatMessageFactory messages(String publicUrl) {
        return new NoticeChatMessageFactory(
                new DefaultI18NProvider(List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)),
                new NoticeLinks(inventory),
                new PublicUrl(publicUrl, InetAddress.getLoopbackAddress(), 8080, "none"));
    }

    @Test
    void messageAboutAServerLinksToItsPage() {
        inventory.put(web);

        assertThat(messages.create(failure(), Locale.ENGLISH))
                .isEqualTo(new ChatMessage(
                        "Reboot failed",
                        "web · by tom · Quota exceeded",
                        "https://stackdeck.example/servers/lab/web/activity",
                        "Open in Stackdeck"));
        assertThat(messages.create(failure(), Locale.SIMPLIFIED_CHINESE).linkLabel())
                .isEqualTo("在 Stackdeck 中打开");
    }

    @Test
    void messageAboutAServerThatNoLongerExistsLinksToItsOperations() {
        assertThat(messages.create(failure(), Locale.ENGLISH).link())
                .startsWith("https://stackdeck.example/operations?")
                .contains("web");
    }

    @Test
    void messageAboutSeveralServersLinksToAllServers() {
        NoticeContent content = NoticeContent.of(
                NoticeKind.SERVER_ERROR,
                List.of(NoticeObject.of(web.key(), "web"), new NoticeObject("server", "lab", "db", "db")));

        ChatMessage message = messages.create(content, Locale.ENGLISH);
        assertThat(message.title()).isEqualTo("2 servers changed to the status ERROR");
        assertThat(message.link()).isEqualTo("https://stackdeck.example/servers?view=all");
    }

    @Test
    void messageHasNoLinkWithoutThePublicUrl() {
        ChatMessage test = messages("").createTest(new GroupName("Web team"), Locale.ENGLISH);

        assertThat(test.title()).isEqualTo("Test message from Stackdeck for the group Web team");
        assertThat(test.link()).isNull();
    }

    private NoticeContent failure() {
        return new NoticeContent(
                NoticeKind.OPERATION_FAILED,
                1,
                "REBOOT",
                "tom",
                "quota",
                null,
                List.of(NoticeObject.of(web.key(), "web")));
    }
}
