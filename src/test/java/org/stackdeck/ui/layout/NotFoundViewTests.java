package org.stackdeck.ui.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H2;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.identity.User;
import org.stackdeck.ui.preview.PageBeansTestConfiguration;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.preview.PageTestConfiguration;

@SpringJUnitConfig({PageTestConfiguration.class, PageBeansTestConfiguration.class})
class NotFoundViewTests extends PageTestBase {

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
