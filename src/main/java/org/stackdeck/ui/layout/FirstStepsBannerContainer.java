package org.stackdeck.ui.layout;

import com.vaadin.flow.component.html.Div;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.identity.Caller;
import org.stackdeck.preferences.UserPreferenceName;
import org.stackdeck.preferences.UserPreferenceService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.access.grants.GrantsView;
import org.stackdeck.ui.access.invitations.InvitationsView;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.admin.clouds.CloudsView;
import org.stackdeck.ui.admin.clouds.FirstStepsService;
import org.stackdeck.ui.admin.clouds.FirstStepsService.Step;
import org.stackdeck.ui.i18n.Messages;

/**
 * Leads administrators from one of the first steps to the next, on the pages on which they perform the steps, until
 * the steps are complete or the administrator hides the bar.
 */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class FirstStepsBannerContainer extends Div {

    /** Pages of the steps, without query parameters. */
    static final Map<Step, String> PAGES =
            Map.of(Step.CLOUD, CloudsView.PATH, Step.INVITE, InvitationsView.PATH, Step.GRANT, GrantsView.PATH);

    private static final String HIDDEN = "hidden";

    private final transient ObjectProvider<FirstStepsService> firstStepsService;
    private final transient AdminChangeNotifier notifier;
    private final transient UserPreferenceService preferences;
    private final transient ViewerPermissions viewerPermissions;
    private final transient CurrentUser currentUser;
    private final Messages messages = Messages.current();

    FirstStepsBannerContainer(
            ObjectProvider<FirstStepsService> firstStepsService,
            AdminChangeNotifier notifier,
            UserPreferenceService preferences,
            ViewerPermissions viewerPermissions,
            CurrentUser currentUser) {
        this.firstStepsService = firstStepsService;
        this.notifier = notifier;
        this.preferences = preferences;
        this.viewerPermissions = viewerPermissions;
        this.currentUser = currentUser;
        addClassName("banners");
        setVisible(false);
    }

    /** @param path path of the displayed page */
    void update(String path) {
        clear();
        if (!PAGES.containsValue(path)
                || !viewerPermissions.effectivePermissions().isAdministrator()) {
            return;
        }
        Caller caller = currentUser.caller();
        if (preferences.find(caller, UserPreferenceName.FIRST_STEPS).isEmpty()) {
            FirstStepsService steps = firstStepsService.getObject();
            setVisible(true);
            add(new FirstStepsBanner(messages, path, notifier, () -> steps.load(caller), this::hide));
        }
    }

    private void hide() {
        preferences.save(currentUser.caller(), UserPreferenceName.FIRST_STEPS, HIDDEN);
        clear();
    }

    private void clear() {
        removeAll();
        setVisible(false);
    }
}
