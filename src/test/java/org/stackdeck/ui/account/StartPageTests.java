package org.stackdeck.ui.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.ui.StartPage;
import org.stackdeck.ui.overview.OverviewView;
import org.stackdeck.ui.preview.PageTest;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.servers.ServersView;

@PageTest
class StartPageTests extends PageTestBase {

    @Autowired
    private BeanFactory beans;

    @Autowired
    private FakeUserDirectory directory;

    private User jonas;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        jonas = directory.administrator("jonas");
        signIn(jonas);
        super.initVaadinEnvironment();
    }

    @Test
    void rootPathOpensTheServersByDefault() {
        openRoot();

        assertThat(find(ServersView.class).exists()).isTrue();
    }

    @Test
    void selectedStartPageOpensInALaterSession() {
        select(StartPage.OVERVIEW);
        openRoot();
        assertThat(find(OverviewView.class).exists()).isTrue();

        cleanVaadinEnvironment();
        signIn(jonas);
        super.initVaadinEnvironment();
        assertThat(find(OverviewView.class).exists()).isTrue();

        select(StartPage.SERVERS);
        openRoot();
        assertThat(find(ServersView.class).exists()).isTrue();
    }

    @SuppressWarnings("unchecked")
    private void select(StartPage page) {
        DisplayPreferencesSection section = beans.getBean(DisplayPreferencesSection.class);
        UI.getCurrent().add(section);
        RadioButtonGroup<StartPage> group = (RadioButtonGroup<StartPage>) find(RadioButtonGroup.class).all().stream()
                .filter(each -> "Start page".equals(each.getLabel()))
                .findFirst()
                .orElseThrow();
        test(group).selectItem(page == StartPage.OVERVIEW ? "Overview" : "Servers");
        UI.getCurrent().remove(section);
    }

    private void openRoot() {
        UI.getCurrent().navigate("");
        roundTrip();
    }
}
