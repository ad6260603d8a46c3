package org.stackdeck.ui.vaadin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.Command;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.node.NodeDrainEnded;
import org.stackdeck.platform.node.NodeId;
import org.stackdeck.ui.UserPrincipal;

class NodeDrainPageMoverTests {

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
    void pagesMoveInWaves() {
        assertThat(NodeDrainPageMover.delay(0)).isEqualTo(Duration.ofMillis(500));
        assertThat(NodeDrainPageMover.delay(19)).isEqualTo(Duration.ofMillis(500));
        assertThat(NodeDrainPageMover.delay(20)).isEqualTo(Duration.ofMillis(750));
        assertThat(NodeDrainPageMover.delay(399)).isEqualTo(Duration.ofMillis(5_250));
    }

    @Test
    void closedPageDoesNotKeepOthersFromMoving() {
        Page closed = new Page(true);
        Page open = new Page(false);
        Page other = new Page(false);
        List.of(closed, open, other).forEach(limiter::add);

        new NodeDrainPageMover(limiter).on(new NodeDrainEnded(new NodeId(UUID.randomUUID())));

        assertThat(open.accesses).isEqualTo(1);
        assertThat(other.accesses).isEqualTo(1);
    }

    /** Page that only counts its accesses, because it has no session. */
    private static final class Page extends UI {

        private final boolean gone;
        private int accesses;

        Page(boolean gone) {
            this.gone = gone;
        }

        @Override
        public Future<Void> access(Command command) {
            if (gone) {
                throw new UIDetachedException();
            }
            accesses++;
            return new CompletableFuture<>();
        }
    }
}
