package org.stackdeck.ui.launch;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.keypairs.UserKeyPairService;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.LaunchService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.launch.form.LaunchDraft;
import org.stackdeck.ui.launch.form.LaunchOptionLoader;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.LoadedOptions;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.OptionKind;
import org.stackdeck.ui.projects.ProjectQuotaUsage;
import org.stackdeck.ui.projects.QuotaLoader;

/**
 * Loads the data that the launch form requires: the key pairs of the user, and the options, quotas, server names and
 * permissions of the selected project.
 */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class LaunchProjectDataLoader {

    private final LaunchService launchService;
    private final LaunchOptionLoader options;
    private final QuotaLoader quotas;
    private final UserKeyPairService userKeyPairService;
    private final Inventory inventory;
    private final CurrentUser currentUser;
    private final ViewerPermissions viewerPermissions;
    private @Nullable Project project;
    private @Nullable ProjectQuotaUsage usage;
    private Set<String> existingNames = Set.of();
    private @Nullable LoadedOptions images;

    LaunchProjectDataLoader(
            LaunchService launchService,
            LaunchOptionLoader options,
            QuotaLoader quotas,
            UserKeyPairService userKeyPairService,
            Inventory inventory,
            CurrentUser currentUser,
            ViewerPermissions viewerPermissions) {
        this.launchService = launchService;
        this.options = options;
        this.quotas = quotas;
        this.userKeyPairService = userKeyPairService;
        this.inventory = inventory;
        this.currentUser = currentUser;
        this.viewerPermissions = viewerPermissions;
    }

    List<KeyPair> keyPairs() {
        return userKeyPairService.list(currentUser.caller());
    }

    /** Returns the server if the user may see it. */
    Optional<Server> findServer(ServerKey key) {
        return Optional.ofNullable(
                inventory.current(viewerPermissions.id()).servers().get(key));
    }

    /** Returns the quota usage of the selected project; null if no project is selected. */
    @Nullable
    ProjectQuotaUsage usage() {
        return usage;
    }

    /** Returns the quotas of the selected project that have been loaded so far. */
    List<Quota> quotas() {
        return usage == null ? List.of() : usage.quotas();
    }

    /** Returns the names of the servers in the selected project that the user may see. */
    Set<String> existingNames() {
        return existingNames;
    }

    void setProject(@Nullable Project selected) {
        project = selected;
        images = null;
        usage = selected == null ? null : ProjectQuotaUsage.empty(selected);
    }

    /** Requires the next load to request the images from the cloud. */
    void expireImages() {
        if (project != null) {
            options.expireImages(project);
        }
    }

    /**
     * Requires the next load to request the options of the kind from the cloud, because the user has created a resource
     * of the kind.
     */
    void expire(OptionKind optionKind) {
        if (project != null) {
            options.expire(project, optionKind);
        }
    }

    /**
     * Loads the data of the selected project. Loads options and quotas in the background.
     *
     * @param onOptions receives the options under the session lock, while the page is attached
     * @param onQuotas runs after the quotas have changed
     */
    void load(UI ui, Component page, Consumer<List<LoadedOptions>> onOptions, Runnable onQuotas) {
        if (project == null) {
            return;
        }
        existingNames = inventory.current(viewerPermissions.id()).servers().values().stream()
                .filter(server -> server.project().equals(project))
                .map(Server::name)
                .collect(Collectors.toSet());
        loadOptions(EnumSet.allOf(OptionKind.class), ui, page, onOptions);
        loadQuotas(false, ui, page, onQuotas);
    }

    /**
     * Loads the data like {@link #load}. Keeps the earlier options of a kind whose options cannot be loaded, so that no
     * input is lost.
     */
    void reload(UI ui, Component page, Consumer<List<LoadedOptions>> onOptions, Runnable onQuotas) {
        load(
                ui,
                page,
                updates -> onOptions.accept(
                        updates.stream().filter(loaded -> !loaded.failed()).toList()),
                onQuotas);
    }

    void loadOptions(Set<OptionKind> optionKinds, UI ui, Component page, Consumer<List<LoadedOptions>> handler) {
        if (project != null) {
            options.load(project, optionKinds, ui, page, updates -> {
                List<LoadedOptions> current = updates.stream()
                        .filter(loadedOptions -> loadedOptions.project().equals(project))
                        .toList();
                current.forEach(this::storeImages);
                handler.accept(current);
            });
        }
    }

    private void storeImages(LoadedOptions loadedOptions) {
        if (loadedOptions.kind() == OptionKind.IMAGE && loadedOptions.problem() == null) {
            images = loadedOptions;
        }
    }

    /**
     * Returns replacements for loaded options without a request to the cloud. If the user is permitted to create
     * servers, returns the images that the user may still select. Otherwise, returns an empty set of options for each
     * kind.
     *
     * @param permitted whether the user may still create servers in the project
     */
    List<LoadedOptions> permittedOptions(boolean permitted) {
        Project selected = project;
        if (selected == null) {
            return List.of();
        }
        if (!permitted) {
            return Arrays.stream(OptionKind.values())
                    .map(kind -> new LoadedOptions(selected, kind, List.of(), true, "", false))
                    .toList();
        }
        return Optional.ofNullable(images).map(options::withPermittedImages).stream()
                .toList();
    }

    /** @param bypassCache whether to load the quotas again unless they were requested within the last two seconds */
    void loadQuotas(boolean bypassCache, UI ui, Component page, Runnable handler) {
        if (project != null) {
            quotas.load(List.of(project), bypassCache, ui, page, updates -> {
                updates.forEach(this::setQuotas);
                handler.run();
            });
        }
    }

    private void setQuotas(QuotaLoader.LoadedQuotas loadedQuotas) {
        if (usage != null && loadedQuotas.project().equals(usage.project())) {
            usage = usage.with(loadedQuotas.quotas());
        }
    }

    /**
     * Returns the reason why no grant allows the launch. Returns empty if a grant allows the launch, if the draft is
     * incomplete, or if no project is selected.
     */
    Optional<ActionAvailability> findMissingPermission(LaunchDraft draft) {
        Project selected = project;
        return selected == null
                ? Optional.empty()
                : draft.serversForAuthorization().stream()
                        .map(server -> launchService.checkAvailability(
                                viewerPermissions.subject(), selected.cloud(), selected.id(), server))
                        .filter(actionAvailability -> !actionAvailability.isAvailable())
                        .findFirst();
    }
}
