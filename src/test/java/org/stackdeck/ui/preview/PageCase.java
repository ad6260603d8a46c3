package org.stackdeck.ui.preview;

import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.ui.SignedInUser;

/** A page without a browser, told of news at once, over modules in memory that each test has anew. */
@TestPropertySource(properties = "stackdeck.ui.delivery-gap=0")
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
@ViewPackages(packages = "org.stackdeck.ui")
public abstract class PageCase extends SpringBrowserlessTest {

    protected static void signIn(User user) {
        signIn(user.id(), user.name(), user.role());
    }

    protected static void signInJonas(User.Role role) {
        signIn(PreviewConfiguration.JONAS, new UserName("jonas"), role);
    }

    private static void signIn(UserId id, UserName name, User.Role role) {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(
                        new SignedInUser(id, name, 1, new SessionId(UUID.randomUUID())), "none", "ROLE_" + role));
    }

    /** What is told to a page, or looked up beside it, comes a moment later. */
    protected void until(BooleanSupplier holds) {
        await().pollInSameThread().until(() -> {
            roundTrip();
            return holds.getAsBoolean();
        });
    }

    /** The part and all that is in it. */
    protected static Stream<Component> below(Component part) {
        return Stream.concat(Stream.of(part), part.getChildren().flatMap(PageCase::below));
    }
}
