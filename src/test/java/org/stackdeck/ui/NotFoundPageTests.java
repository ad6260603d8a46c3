package org.stackdeck.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H2;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.identity.User;
import org.stackdeck.ui.preview.PageCase;
import org.stackdeck.ui.preview.PreviewConfiguration;
import org.stackdeck.ui.preview.PreviewPages;

@SpringJUnitConfig({PreviewConfiguration.class, PreviewPages.class})
class NotFoundPageTests extends PageCase {

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        signInJonas(User.Role.MEMBER);
        super.initVaadinEnvironment();
    }

    @Test
    void aSecondUnknownPathShowsThePageOnce() {
        UI.getCurrent().navigate("nowhere");
        UI.getCurrent().navigate("nowhere/else");
        roundTrip();

        assertThat(find(H2.class).all()).extracting(H2::getText).containsExactly("Page not found");
    }
}
