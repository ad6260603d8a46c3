package org.stackdeck.ui.launch;

import com.vaadin.flow.component.UI;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.detail.AttachedResourceService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.launch.form.LaunchForm;
import org.stackdeck.ui.launch.form.SimilarServerDetails;
import org.stackdeck.ui.push.UiPush;

/**
 * Prefills the form from a server in two steps: first with the data of the inventory, then with details from the cloud.
 */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class SimilarServerPrefiller {

    private final AttachedResourceService attachedResourceService;
    private final CurrentUser currentUser;
    private final UiPush uiPush;
    /** Null before {@link #start} and after the details have been applied. */
    private @Nullable Server server;

    private Set<String> notCopied = Set.of();

    SimilarServerPrefiller(AttachedResourceService attachedResourceService, CurrentUser currentUser, UiPush uiPush) {
        this.attachedResourceService = attachedResourceService;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
    }

    void start(Server similar, LaunchForm form, PrefillNotice notice) {
        server = similar;
        notCopied = form.prefill().fromServer(similar);
        notice.showSimilarTo(similar.displayName(), notCopied);
    }

    /**
     * Loads the details in the background. Has no effect before {@link #start} and after the details have been applied.
     *
     * @param receiver receives the details under the session lock, while the page is attached
     */
    void loadDetails(UI ui, com.vaadin.flow.component.Component page, Consumer<SimilarServerDetails> receiver) {
        Server similar = server;
        if (similar == null) {
            return;
        }
        Caller caller = currentUser.caller();
        uiPush.load(
                caller.userId(),
                ui,
                page,
                () -> SimilarServerDetails.load(similar, attachedResourceService, caller),
                receiver);
    }

    /**
     * Applies the details once, and only while the project of the server is selected. Keeps fields that the user has
     * changed.
     */
    void apply(SimilarServerDetails details, @Nullable Project selected, LaunchForm form, PrefillNotice notice) {
        if (!details.server().equals(server) || !details.server().project().equals(selected)) {
            return;
        }
        server = null;
        Set<String> missing = new HashSet<>(notCopied);
        missing.addAll(form.prefill().details(details));
        notice.showSimilarTo(details.server().displayName(), missing);
    }
}
