package org.stackdeck.ui.launch.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.launch.InvalidNewServerException.Reason;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.keypairs.KeyPairName;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.LoadedOptions;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.OptionKind;

/**
 * Launch form. Validates a field during input after the user has changed it. Keeps the input when a launch is refused.
 */
public final class LaunchForm extends Div {

    private final LaunchMessages launchMessages;
    private final transient LaunchFieldErrors validation;
    private final NameAndCountFields naming;
    private final BootSourceField source;
    private final FlavorGrid flavorGrid;
    private final transient FlavorSelection flavors;
    private final NetworkAndAccessFields networkAndKey;
    private final RootVolumeSection root;
    private final UserDataSection userData;
    private final PlacementAndMetadataSection placementAndMetadata;
    private final LoadErrorNotice loadErrors;
    private final transient LaunchFormPrefiller prefill;
    private final transient PendingSelections pendingSelections = new PendingSelections();
    private transient Map<Field, String> missingPermissions = Map.of();

    /**
     * @param changed runs after each change
     * @param reload loads the options of the kinds again after a failure
     */
    public LaunchForm(Messages messages, Runnable changed, Consumer<Set<OptionKind>> reload) {
        this.loadErrors = new LoadErrorNotice(messages, optionKinds -> {
            optionKinds.forEach(this::clearOptions);
            reload.accept(optionKinds);
            changed.run();
        });
        this.launchMessages = new LaunchMessages(messages);
        this.validation = new LaunchFieldErrors(changed);
        this.naming = new NameAndCountFields(messages, validation);
        this.source = new BootSourceField(
                messages,
                launchMessages,
                () -> {
                    pendingSelections.recordSelection(OptionKind.VOLUME);
                    validation.markChanged(Field.SOURCE);
                },
                () -> rejectMissing(Field.SOURCE));
        this.flavorGrid = new FlavorGrid(messages, launchMessages, () -> validation.markChanged(Field.FLAVOR));
        this.flavors = new FlavorSelection(flavorGrid, () -> rejectMissing(Field.FLAVOR));
        this.networkAndKey = new NetworkAndAccessFields(messages, launchMessages, validation);
        this.root = new RootVolumeSection(messages, validation);
        this.userData = new UserDataSection(messages, validation);
        this.placementAndMetadata = new PlacementAndMetadataSection(
                messages, validation, () -> pendingSelections.recordSelection(OptionKind.SERVER_GROUP));
        this.prefill = new LaunchFormPrefiller(
                naming, source, flavors, networkAndKey, root, placementAndMetadata, validation, this::selectWhenLoaded);
        addClassName("launch-form");
        validation.add(Field.SOURCE, source::setError, source::focus);
        validation.add(Field.FLAVOR, flavorGrid::setError, flavorGrid::focus);
        add(loadErrors, naming, source, flavorGrid, networkAndKey, root, userData, placementAndMetadata);
    }

    /** Sets the user's key pairs. Selects the key pair if there is exactly one, and clears the selection otherwise. */
    public void setKeyPairs(List<KeyPair> keys) {
        networkAndKey.setKeyPairs(keys);
    }

    /** Removes the options of the previous project and keeps all typed input. */
    public void reset() {
        flavors.setOptions(List.of());
        pendingSelections.clear();
        loadErrors.clear();
        source.reset();
        networkAndKey.reset();
        placementAndMetadata.reset();
    }

    /**
     * Removes the options of a kind before they are loaded again. Does nothing while the form waits for a created
     * resource of the kind, because the earlier options must remain if the options cannot be loaded again.
     */
    private void clearOptions(OptionKind optionKind) {
        if (pendingSelections.awaitsCreated(optionKind)) {
            return;
        }
        pendingSelections.clearOptions(optionKind);
        switch (optionKind) {
            case IMAGE, VOLUME, SNAPSHOT -> source.clearOptions(optionKind);
            case NETWORK -> networkAndKey.clearNetworks();
            case SECURITY_GROUP -> networkAndKey.clearSecurityGroupError();
            case ZONE, SERVER_GROUP -> placementAndMetadata.clearLoadError(optionKind);
            case FLAVOR -> {}
        }
    }

    public void setOptions(LoadedOptions loadedOptions) {
        loadErrors.update(loadedOptions);
        if (loadedOptions.failed() && pendingSelections.awaitsCreated(loadedOptions.kind())) {
            // Keep the earlier options and the selection until the options can be loaded again.
            return;
        }
        pendingSelections.setOptions(loadedOptions);
        switch (loadedOptions.kind()) {
            case FLAVOR ->
                flavors.setOptions(loadedOptions.choices().stream()
                        .map(AvailableFlavor.class::cast)
                        .toList());
            case IMAGE, VOLUME, SNAPSHOT -> source.setOptions(loadedOptions);
            case NETWORK -> networkAndKey.setNetworkOptions(loadedOptions);
            case SECURITY_GROUP -> networkAndKey.setSecurityGroupOptions(loadedOptions);
            case ZONE, SERVER_GROUP -> placementAndMetadata.setOptions(loadedOptions);
        }
        select(loadedOptions.kind());
        addCreated(loadedOptions.kind(), pendingSelections.takeCreated(loadedOptions.kind()));
    }

    private void addCreated(OptionKind optionKind, List<SelectableResource> created) {
        if (created.isEmpty()) {
            return;
        }
        switch (optionKind) {
            case NETWORK -> networkAndKey.addNetworks(created);
            case SECURITY_GROUP -> networkAndKey.addSecurityGroups(created);
            case SERVER_GROUP -> placementAndMetadata.select(optionKind, created.getLast());
            case VOLUME -> source.selectCreatedVolume(created.getLast());
            case FLAVOR, IMAGE, SNAPSHOT, ZONE -> {}
        }
    }

    public LaunchFormPrefiller prefill() {
        return prefill;
    }

    /**
     * Adds the bar that creates resources of the kind below the field that selects them.
     *
     * @throws IllegalArgumentException if the form cannot create resources of the kind
     */
    public void addCreation(OptionKind optionKind, Component bar) {
        switch (optionKind) {
            case VOLUME -> source.addVolumeCreation(bar);
            case NETWORK -> networkAndKey.addNetworkCreation(bar);
            case SECURITY_GROUP -> networkAndKey.addSecurityGroupCreation(bar);
            case SERVER_GROUP -> placementAndMetadata.addServerGroupCreation(bar);
            case FLAVOR, IMAGE, SNAPSHOT, ZONE ->
                throw new IllegalArgumentException("cannot be created: " + optionKind);
        }
    }

    /** Adds the buttons that create key pairs below the key pair field. */
    public void addKeyPairCreation(Component buttons) {
        networkAndKey.addKeyPairCreation(buttons);
    }

    /**
     * Returns a receiver for the ID of a new resource. The form selects the resource as soon as the options contain it,
     * and adds a network or security group to the selection. It ignores a volume or server group if the user has
     * selected another one in the meantime.
     */
    public Consumer<String> selectWhenOffered(OptionKind optionKind) {
        return pendingSelections.selectWhenOffered(optionKind);
    }

    /** Updates the list of key pairs and selects the new key pair. */
    public void selectCreatedKeyPair(List<KeyPair> keys, KeyPairName created) {
        networkAndKey.setKeyPairs(keys);
        networkAndKey.selectKey(created.value());
    }

    private void selectWhenLoaded(OptionKind optionKind, List<String> idsOrNames) {
        pendingSelections.select(optionKind, idsOrNames);
        select(optionKind);
    }

    private void select(OptionKind optionKind) {
        pendingSelections.takeSelection(optionKind).ifPresent(selectionResult -> select(optionKind, selectionResult));
    }

    private void select(OptionKind optionKind, PendingSelections.SelectionResult selectionResult) {
        List<SelectableResource> chosen = selectionResult.selected();
        switch (optionKind) {
            case NETWORK -> networkAndKey.selectNetworks(selectionResult.orOnlyOption());
            case SECURITY_GROUP -> networkAndKey.selectSecurityGroups(chosen);
            case ZONE, SERVER_GROUP ->
                placementAndMetadata.select(optionKind, chosen.isEmpty() ? null : chosen.getFirst());
            case FLAVOR, IMAGE, VOLUME, SNAPSHOT -> {}
        }
        if (selectionResult.missing()) {
            rejectMissing(optionKind.field());
        }
    }

    private void rejectMissing(Field field) {
        validation.reject(field, launchMessages.errorText(field, Reason.NOT_FOUND));
    }

    public LaunchDraft draft() {
        return new LaunchDraft(
                naming.name(),
                naming.count(),
                source.value(),
                root.createsVolume(),
                root.sizeGib(),
                source.kind() == OptionKind.VOLUME ? source.deletedWithServer() : root.deletedWithServer(),
                flavors.selected(),
                networkAndKey.networks(),
                networkAndKey.key(),
                networkAndKey.securityGroups(),
                placementAndMetadata.zone(),
                placementAndMetadata.serverGroup(),
                userData.value(),
                placementAndMetadata.tags(),
                placementAndMetadata.metadata(),
                placementAndMetadata.description());
    }

    /**
     * Updates hints and errors.
     *
     * @param taken names of existing servers in the project
     * @param forbidden the reason for each field whose value no grant allows
     * @return whether a flavor was selected; the form must then be updated again
     */
    public boolean update(LaunchDraft draft, List<Quota> quotas, Set<String> taken, Map<Field, String> forbidden) {
        missingPermissions = forbidden;
        boolean flavorSelected = flavors.update(
                draft,
                quotas,
                launchMessages.placeholder(
                        pendingSelections.options(OptionKind.FLAVOR).orElse(null),
                        "launch.flavor.none",
                        "launch.flavor.none"));
        if (flavorSelected) {
            return true;
        }
        naming.setNameHint(launchMessages.nameHint(draft.name(), draft.serverCountOrOne(), taken));
        root.update(draft);
        userData.updateSummary();
        placementAndMetadata.updateSummary();
        validation.update(errors(draft));
        return false;
    }

    private Map<Field, String> errors(LaunchDraft draft) {
        Map<Field, String> wrong = new EnumMap<>(Field.class);
        wrong.putAll(missingPermissions);
        wrong.putAll(launchMessages.errorTexts(draft.problems()));
        return wrong;
    }

    /**
     * Validates the form. If a field is invalid, shows all errors and focuses the first invalid field. Returns whether
     * the form is valid.
     */
    public boolean validate() {
        Map<Field, String> problems = errors(draft());
        validation.markAllChanged();
        validation.update(problems);
        validation.focusFirst(problems.keySet());
        return problems.isEmpty();
    }

    /** Shows the reason why the launch was refused, and focuses the field. */
    public void reject(Field field, Reason reason) {
        validation.reject(field, launchMessages.errorText(field, reason));
        validation.update(errors(draft()));
        validation.focusFirst(Set.of(field));
    }

    public void focusName() {
        naming.focus();
    }
}
