package org.stackdeck.ui.vaadin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.server.Command;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.ui.UserPrincipal;

class OpenPageLimiterTests {

    private static final int NODES = 30_000;

    private final OpenPageLimiter limiter = new OpenPageLimiter(new OpenPageLimitProperties(30, 60));

    @BeforeEach
    void signIn() {
        UserPrincipal principal = new UserPrincipal(
                new UserId(UUID.randomUUID()), new UserName("ann"), 1, new SessionId(UUID.randomUUID()));
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(principal, "none", "ROLE_USER"));
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void pageWithTooManyNodesIsClosed() {
        Page large = open();
        Page usual = open();

        limiter.recordContent(usual, 1_000, 1_000);
        limiter.recordContent(large, OpenPageLimiter.MAX_NODES_PER_USER + 1, 0);

        await().until(large::isClosed);
        assertThat(usual.isClosed()).isFalse();
    }

    @Test
    void pageWithTooMuchTextIsClosed() {
        Page page = openWithField("x".repeat(OpenPageLimiter.MAX_CHARACTERS));
        Page usual = openWithField("x".repeat(OpenPageLimiter.MAX_CHARACTERS / 2));

        limiter.recordContent(usual, UiStateTreeStatistics.of(usual));
        limiter.recordContent(page, UiStateTreeStatistics.of(page));

        await().until(page::isClosed);
        assertThat(usual.isClosed()).isFalse();
    }

    @Test
    void leastRecentlyUsedPagesOfAUserWithTooManyNodesAreClosed() {
        int most = OpenPageLimiter.MAX_NODES_PER_USER / NODES;
        Page first = open();
        limiter.recordContent(first, NODES, 0);
        Page last = first;
        for (int page = 1; page < most; page++) {
            last = open();
            limiter.recordContent(last, NODES, 0);
        }
        Page next = open();

        limiter.recordContent(next, 1, 0);

        await().until(first::isClosed);
        assertThat(last.isClosed()).isFalse();
        assertThat(next.isClosed()).isFalse();
    }

    private Page open() {
        Page page = new Page();
        limiter.add(page);
        return page;
    }

    private Page openWithField(String value) {
        Page page = open();
        Element field = new Element("input");
        field.setProperty("value", value);
        field.setProperty("title", "a");
        page.getElement().appendChild(field);
        return page;
    }

    /** Page that only records that it is closed, because it has no session. */
    private static final class Page extends UI {

        private final transient CountDownLatch closed = new CountDownLatch(1);

        @Override
        public void accessSynchronously(Command command) {
            closed.countDown();
        }

        boolean isClosed() {
            return closed.getCount() == 0;
        }
    }
}
