package org.stackdeck.ui.admin.clouds;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.ui.preview.AdministrationPageTestConfiguration;
import org.stackdeck.ui.preview.PageBeansTestConfiguration;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.preview.PageTestConfiguration;

@SpringJUnitConfig({
    PageTestConfiguration.class,
    AdministrationPageTestConfiguration.class,
    CloudsViewTests.ConnectionConfiguration.class,
    FirstStepsViewTests.OwnContext.class,
    PageBeansTestConfiguration.class
})
class FirstStepsViewTests extends PageTestBase {

    @TestConfiguration(proxyBeanMethods = false)
    static class OwnContext {}

    @Autowired
    private FakeUserDirectory directory;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        signIn(directory.administrator("ada"));
        super.initVaadinEnvironment();
    }

    @Test
    void stepsShowWhatIsDoneAndWhereToContinue() {
        directory.member("mia");
        directory.add("rejected", User.State.REJECTED, User.Role.MEMBER);
        UI.getCurrent().navigate(FirstStepsView.PATH);
        roundTrip();

        List<String> steps = find(ListItem.class).all().stream()
                .map(item -> item.getElement().getTextRecursively())
                .toList();
        assertThat(steps).hasSize(3);
        assertThat(steps.get(0)).contains("Not done yet").contains("continue with the simulated cloud");
        assertThat(steps.get(1)).contains("Done").contains("1 other user or invitation");
        assertThat(steps.get(2)).contains("Not done yet");
        assertThat(find(Anchor.class).all())
                .extracting(Anchor::getHref)
                .contains("servers", "admin/invitations", "admin/grants");
        assertThat(find(NativeButton.class).withText("Connect a cloud").single().hasClassName("primary"))
                .isTrue();
    }
}
