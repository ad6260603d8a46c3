package org.stackdeck.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H2;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserName;
import org.stackdeck.ui.preview.PreviewConfiguration;
import org.stackdeck.ui.preview.PreviewPages;

@SpringJUnitConfig({PreviewConfiguration.class, PreviewPages.class})
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
@ViewPackages(packages = "org.stackdeck.ui")
class NotFoundPageTests extends SpringBrowserlessTest {

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(
                        new SignedInUser(
                                PreviewConfiguration.JONAS, new UserName("jonas"), 1, new SessionId(UUID.randomUUID())),
                        "none",
                        "ROLE_MEMBER"));
        super.initVaadinEnvironment();
    }

    @Test
    void aSecondWrongAddressIsSaidOnceLikeTheFirst() {
        UI.getCurrent().navigate("nowhere");
        UI.getCurrent().navigate("nowhere/else");
        roundTrip();

        assertThat(find(H2.class).all()).extracting(H2::getText).containsExactly("Nothing here");
    }
}
