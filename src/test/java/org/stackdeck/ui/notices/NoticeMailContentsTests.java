package org.stackdeck.ui.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.mail.MailContent;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.notices.Notice;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeId;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;
import org.stackdeck.platform.PublicUrl;

class NoticeMailContentsTests {

    private static final UserId MIA = FakeUserDirectory.idOf("mia");

    private final FakeAccessDecisionService access = new FakeAccessDecisionService(Clock.systemUTC());
    private final FakeInventory inventory = new FakeInventory(access);
    private final NoticeMailContents contents = new NoticeMailContents(
            new DefaultI18NProvider(List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)),
            new NoticeLinks(inventory),
            access,
            new PublicUrl("https://stackdeck.example", InetAddress.getLoopbackAddress(), 8080, "none"));

    @BeforeEach
    void userWhoSeesStaff() {
        access.grant(MIA, ServerBuilder.STAFF, Role.OPERATOR, null);
        inventory.put(ServerBuilder.named("web").build());
        inventory.put(
                ServerBuilder.named("secret").project(ServerBuilder.RESEARCH).build());
    }

    @Test
    void subjectHasNoNamesAndItemsLinkToTheObject() {
        MailContent content = contents.create(MIA, List.of(notice(NoticeKind.SERVER_ERROR, "web")), 1, Locale.ENGLISH);

        assertThat(content.subject()).isEqualTo("Your server changed to the status ERROR");
        assertThat(content.items()).singleElement().satisfies(item -> {
            assertThat(item.detail()).isEqualTo("web");
            assertThat(item.url()).isEqualTo("https://stackdeck.example/servers/lab/web");
        });
    }

    @Test
    void objectThatTheRecipientMayNotSeeHasNoLink() {
        MailContent content =
                contents.create(MIA, List.of(notice(NoticeKind.SERVER_CHANGED, "secret")), 1, Locale.ENGLISH);

        assertThat(content.items())
                .singleElement()
                .satisfies(item -> assertThat(item.url()).isNull());
    }

    @Test
    void severalNoticesAreCountedInTheLanguageOfTheRecipient() {
        MailContent content = contents.create(
                MIA,
                List.of(notice(NoticeKind.SERVER_ERROR, "web"), notice(NoticeKind.GRANT_ENDING, "staff")),
                30,
                Locale.SIMPLIFIED_CHINESE);

        assertThat(content.subject()).isEqualTo("30 条通知");
        assertThat(content.paragraphs()).singleElement().asString().contains("30", "2");
        assertThat(content.footer()).contains("邮件通知");
    }

    private static Notice notice(NoticeKind kind, String server) {
        return new Notice(
                new NoticeId(UUID.randomUUID()),
                NoticeContent.of(kind, List.of(NoticeObject.of(ServerBuilder.key(server), server))),
                Instant.parse("2026-11-25T10:00:00Z"),
                false);
    }
}
