package org.stackdeck.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Access;
import org.stackdeck.access.Rights;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Notices;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.platform.DataDirectorySpace;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Inscription;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.operations.OperationsBar;
import org.stackdeck.ui.operations.OperationsFeed;
import org.stackdeck.ui.requests.RequestSigns;
import org.stackdeck.ui.servers.ScopeMenu;
import org.stackdeck.ui.servers.ServersNavigation;

/** Main layout of all pages: header, navigation, content and operations panel. */
@PermitAll
@JsModule("context://frontend/js/time.js")
@JsModule("context://frontend/js/copy.js")
@JsModule("context://frontend/js/keys.js")
@JsModule("context://frontend/js/connection.js")
public class MainLayout extends AppLayout implements AfterNavigationObserver {

    private final transient Inventory inventory;
    private final transient Clouds clouds;
    private final transient Access access;
    private final transient Viewer viewer;
    private final transient RequestSigns requests;
    private final transient Caller caller;
    private final transient Live live;
    private final transient AuthenticationContext authentication;
    private final Words words = Words.here();
    private final Navigation navigation = new Navigation(words);
    private final ScopeMenu scope = new ScopeMenu(words);
    private final Div content = new Div();
    private final transient DataDirectorySpace space;
    private final LowSpaceBanner lowSpace;
    private UserMenu userMenu;
    private @Nullable Help help;

    MainLayout(
            CurrentUser currentUser,
            Notices notices,
            Viewer viewer,
            Clouds clouds,
            Inventory inventory,
            Access access,
            OperationsFeed operations,
            RequestSigns requests,
            Live live,
            PagePreferences preferences,
            AuthenticationContext authentication,
            DataDirectorySpace space,
            Clock clock) {
        this.inventory = inventory;
        this.clouds = clouds;
        this.access = access;
        this.viewer = viewer;
        this.requests = requests;
        this.caller = currentUser.caller();
        this.live = live;
        this.authentication = authentication;
        this.space = space;
        this.lowSpace = new LowSpaceBanner(space.directory().toString(), words);
        this.userMenu = new UserMenu(words, currentUser.user(), authentication);
        setPrimarySection(Section.NAVBAR);
        addToNavbar(header(preferences));
        addToDrawer(navigation);
        content.addClassName("content");
        Div page = new Div(
                new NewsBanner(notices.news(currentUser.caller()), words),
                lowSpace,
                content,
                new OperationsBar(operations, words, clock));
        page.addClassName("page");
        setContent(page);
        getElement().addEventListener("sd-help", _ -> showHelp());
    }

    /** Creates the dialog on first use, because most pages never open it. */
    private void showHelp() {
        if (help == null) {
            help = new Help(words);
        }
        help.open();
    }

    /** Updates the number of visible servers in the navigation. */
    public void showServerCount(int servers) {
        navigation.showServerCount(servers);
    }

    /** Updates the user menu after the user changed their display name. */
    public void showUser(User renamed) {
        UserMenu other = new UserMenu(words, renamed, authentication);
        userMenu.getElement().getParent().appendChild(other.getElement());
        userMenu.removeFromParent();
        userMenu = other;
    }

    @Override
    public void showRouterLayoutContent(@Nullable HasElement view) {
        content.getElement().removeAllChildren();
        if (view != null) {
            content.getElement().appendChild(view.getElement());
        }
    }

    @Override
    public void removeRouterLayoutContent(@Nullable HasElement view) {
        content.getElement().removeAllChildren();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        scope.show(event.getLocation());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        ClientTexts.send(event.getUI(), words);
        showRights();
        Consumer<Boolean> rights = live.newest(event.getUI(), this, _ -> showRights());
        Subscription change = viewer.onChange(() -> rights.accept(true));
        requests.keep(event, caller, () -> viewer.rights().administrator(), words, navigation::showRequests);
        addDetachListener(detach -> {
            detach.unregisterListener();
            change.close();
        });
    }

    private void showRights() {
        Rights rights = access.rights(viewer.subject());
        navigation.offerAdministration(rights.administrator());
        lowSpace.setVisible(rights.administrator() && space.isLow());
        navigation.offerProjects(
                clouds.projects().stream().anyMatch(project -> rights.coverProject(project.cloud(), project.id())));
        scope.offer(clouds, rights);
        showServerCount((int) inventory.snapshot().servers().values().stream()
                .filter(server -> rights.maySee(ServerFacts.of(server)))
                .count());
    }

    private Header header(PagePreferences preferences) {
        DrawerToggle drawer = new DrawerToggle();
        drawer.setAriaLabel(words.say("app.menu"));
        drawer.setIcon(new Icon("menu"));
        drawer.addThemeVariants(ButtonVariant.TERTIARY);
        RouterLink brand = new RouterLink();
        brand.getElement().setAttribute("href", ServersNavigation.PATH);
        brand.addClassName("brand");
        new Inscription().icon("mark", "mark").text(words.say("app.name")).on(brand);
        Span space = new Span();
        space.addClassName("grow");
        Header header = new Header(drawer, brand, scope);
        header.addClassName("header");
        if (clouds.names().stream().anyMatch(clouds::simulated)) {
            Span simulated = new Span(words.say("app.simulated"));
            simulated.addClassName("simulated");
            simulated.setTitle(words.say("app.simulated.why"));
            header.add(simulated);
        }
        header.add(space, new LanguageSwitch(words, preferences), new ThemeSwitch(words, preferences));
        header.add(userMenu);
        return header;
    }
}
