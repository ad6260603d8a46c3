package org.stackdeck.ui.signin.session;

import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.session.FakeLoginSessionService;

class BrowserSessionRegistryTests {

    @Test
    void signOutThatFailedIsAttemptedAgain() {
        FakeLoginSessionService logins = new FakeLoginSessionService(Clock.systemUTC());
        UserId user = new UserId(UUID.randomUUID());
        SessionId session = new SessionId(UUID.randomUUID());
        logins.addToken(session, user);
        BrowserSessionRegistry registry = new BrowserSessionRegistry(logins);
        registry.afterSingletonsInstantiated();
        try {
            registry.retrySignOut(
                    new Caller(user, new UserName("root"), "192.0.2.1", Caller.Channel.UI, session), session);

            await().until(() -> logins.find(session).isEmpty());
        } finally {
            registry.destroy();
        }
    }
}
