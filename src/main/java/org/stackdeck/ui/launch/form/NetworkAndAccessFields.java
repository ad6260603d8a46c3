package org.stackdeck.ui.launch.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.cloud.keypair.TemporaryKeyPairName;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.ui.help.ExplainButton;
import org.stackdeck.ui.help.Term;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.LoadedOptions;

/** Fields for networks, the key pair and security groups. */
final class NetworkAndAccessFields extends Div {

    private final Messages messages;
    private final transient LaunchMessages launchMessages;
    private final MultiSelectComboBox<SelectableResource> networks = new MultiSelectComboBox<>();
    private final ComboBox<KeyPair> key = new ComboBox<>();
    private final MultiSelectComboBox<SelectableResource> groups = new MultiSelectComboBox<>();
    private final Div networkColumn = new Div(networks);
    private final Div keyColumn = new Div(key);
    private final Div groupColumn;

    NetworkAndAccessFields(Messages messages, LaunchMessages launchMessages, LaunchFieldErrors validation) {
        this.messages = messages;
        this.launchMessages = launchMessages;
        addClassName("side-by-side");
        configure(networks, "launch.field.networks");
        key.setLabel(messages.text("launch.field.key"));
        key.setWidthFull();
        key.setManualValidation(true);
        key.setClearButtonVisible(true);
        key.setItemLabelGenerator(pair -> pair.name().value());
        configure(groups, "launch.field.security-groups");
        groups.setPlaceholder(messages.text("launch.security-groups.default"));
        groupColumn = new Div(ExplainButton.beside(groups, Term.SECURITY_GROUP, messages));
        validation.add(Field.NETWORKS, networks, null);
        validation.add(Field.KEY, key, null);
        validation.add(Field.SECURITY_GROUPS, groups, null);
        List.of(networkColumn, keyColumn, groupColumn).forEach(column -> column.addClassName("launch-column"));
        add(networkColumn, keyColumn, groupColumn);
    }

    private void configure(MultiSelectComboBox<SelectableResource> box, String label) {
        box.setLabel(messages.text(label));
        box.setWidthFull();
        box.setManualValidation(true);
        box.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        box.setItemLabelGenerator(SelectableResource::displayName);
    }

    void addNetworkCreation(Component bar) {
        networkColumn.add(bar);
    }

    void addKeyPairCreation(Component buttons) {
        keyColumn.add(buttons);
    }

    void addSecurityGroupCreation(Component bar) {
        groupColumn.add(bar);
    }

    void setKeyPairs(List<KeyPair> keys) {
        key.setItems(keys);
        key.setPlaceholder(messages.text(keys.isEmpty() ? "launch.key.none" : "launch.key.without"));
        key.setValue(keys.size() == 1 ? keys.getFirst() : null);
    }

    /** Removes the networks and security groups, and shows that the networks of the new project are being loaded. */
    void reset() {
        networks.setItems(List.of());
        groups.setItems(List.of());
        clearNetworks();
    }

    /** Shows that the networks are being loaded again. */
    void clearNetworks() {
        networks.setHelperText("");
        networks.setPlaceholder(messages.text("servers.order.loading"));
    }

    void clearSecurityGroupError() {
        groups.setHelperText("");
    }

    /** Sets the options. Selects the only network if there were no options before. */
    void setNetworkOptions(LoadedOptions loadedOptions) {
        boolean first = networks.getListDataView().getItemCount() == 0;
        setOptions(networks, loadedOptions);
        networks.setPlaceholder(
                launchMessages.placeholder(loadedOptions, "launch.networks.none", "launch.networks.any"));
        if (first && loadedOptions.choices().size() == 1) {
            networks.setValue(Set.copyOf(loadedOptions.choices()));
        }
    }

    void setSecurityGroupOptions(LoadedOptions loadedOptions) {
        setOptions(groups, loadedOptions);
    }

    private void setOptions(MultiSelectComboBox<SelectableResource> box, LoadedOptions loadedOptions) {
        List<SelectableResource> options = List.copyOf(loadedOptions.choices());
        // IDs identify the selected resources, because their attributes may have changed.
        List<String> before = ids(box);
        box.setItems(options);
        box.setEnabled(!options.isEmpty());
        box.setValue(
                options.stream().filter(option -> before.contains(option.id())).collect(Collectors.toSet()));
        box.setHelperText(
                loadedOptions.problem() == null ? "" : messages.text("servers.order.unknown", loadedOptions.problem()));
    }

    /** Adds networks to the selection. */
    void addNetworks(List<SelectableResource> created) {
        networks.select(created);
    }

    /** Adds security groups to the selection. */
    void addSecurityGroups(List<SelectableResource> created) {
        groups.select(created);
    }

    void selectNetworks(Collection<SelectableResource> selected) {
        networks.setValue(Set.copyOf(selected));
    }

    /**
     * Selects the user's key pair with this name, or the one imported under this name when the server was created.
     *
     * @param name null to select none
     * @return false if the user has no such key pair
     */
    boolean selectKey(@Nullable String name) {
        Optional<KeyPair> own = key.getListDataView()
                .getItems()
                .filter(pair -> pair.name().value().equals(name)
                        || (name != null && TemporaryKeyPairName.matches(name, pair.publicKey())))
                .findFirst();
        if (name == null) {
            key.clear();
        }
        own.ifPresent(key::setValue);
        return name == null || own.isPresent();
    }

    void selectSecurityGroups(Collection<SelectableResource> selected) {
        groups.setValue(Set.copyOf(selected));
    }

    /** Returns the network IDs. */
    List<String> networks() {
        return ids(networks);
    }

    @Nullable
    SshPublicKey key() {
        return key.getValue() == null ? null : key.getValue().publicKey();
    }

    /** Returns the security group IDs. */
    List<String> securityGroups() {
        return ids(groups);
    }

    private static List<String> ids(MultiSelectComboBox<SelectableResource> box) {
        return box.getValue().stream().map(SelectableResource::id).sorted().toList();
    }
}
