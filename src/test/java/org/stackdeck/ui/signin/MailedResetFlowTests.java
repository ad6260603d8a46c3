package org.stackdeck.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.identity.ApplicationTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.mail.MailServerTestConfiguration;
import org.stackdeck.identity.setup.AdministratorSetupService;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;
import org.stackdeck.notices.store.NewNotice;
import org.stackdeck.notices.store.NoticeWriter;

/** Tests the pages for reset codes by e-mail, and the periodic tasks that send e-mails, in the whole application. */
@ApplicationTest
@Import(MailServerTestConfiguration.class)
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:mailed;MODE=MariaDB",
            "stackdeck.public-url=https://stackdeck.example"
        })
class MailedResetFlowTests {

    private static final String GOOD = "a quiet river bends";
    private static final UserName ROOT = new UserName("root.one");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AdministratorSetupService setup;

    @Autowired
    private UserDirectory userDirectory;

    @Autowired
    private NoticeWriter notices;

    @Autowired
    private JdbcClient database;

    @Autowired
    private GreenMail server;

    @BeforeEach
    void administratorWithAddress() {
        if (setup.isRequired()) {
            setup.complete("let-me-set-up", ROOT.value(), GOOD, "192.0.2.2", Caller.Channel.UI);
            database.sql("insert into account_emails (account_id, address, language) select id, ?, 'en' from accounts")
                    .param("root@example.org")
                    .update();
        }
    }

    @Test
    void responseDoesNotRevealWhetherTheAccountExists() {
        String existing = anonymised(send(ROOT.value()), ROOT.value());
        String unknown = anonymised(send("no.such.user"), "no.such.user");

        assertThat(existing).isEqualTo(unknown).contains("If the account exists");
        await().atMost(Duration.ofSeconds(30)).until(() -> subjects().contains("Your password reset code"));
    }

    @Test
    void emptyUsernameIsRejected() {
        assertThat(send(" ")).hasStatus(400).bodyText().contains("Enter your username.");
    }

    @Test
    void pageOfALinkShowsTheUsername() {
        assertThat(body(mvc.get().uri("/reset?username=lena").exchange())).contains("value=\"lena\"");
    }

    @Test
    void pagesOfferEmail() {
        assertThat(body(mvc.get().uri("/reset").exchange())).contains("name=\"send\"", "E-mail a code");
        assertThat(body(mvc.get().uri("/register").exchange())).contains("name=\"email\"");
        assertThat(mvc.post()
                        .uri("/register")
                        .with(csrf())
                        .param("username", "mail.one")
                        .param("password", GOOD)
                        .param("email", "no address")
                        .exchange())
                .hasStatus(400)
                .bodyText()
                .contains("Enter an e-mail address");
    }

    @Test
    void noticeIsSentWithItsTextAndLinks() {
        NoticeContent content =
                NoticeContent.of(NoticeKind.ACCOUNT_PENDING, List.of(new NoticeObject("user", null, "id", "mia")));
        notices.write(
                List.of(new NewNotice(userDirectory.find(ROOT).orElseThrow().id(), content)));

        await().atMost(Duration.ofSeconds(40)).until(() -> subjects().contains("An account is waiting for approval"));
    }

    private MvcTestResult send(String name) {
        return mvc.post()
                .uri("/reset")
                .with(csrf())
                .param("username", name)
                .param("send", "true")
                .exchange();
    }

    private List<String> subjects() {
        return Arrays.stream(server.getReceivedMessages())
                .map(message -> {
                    try {
                        return message.getSubject();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private static String anonymised(MvcTestResult result, String name) {
        return result.getResponse().getStatus()
                + body(result).replace(name, "NAME").replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
    }
}
