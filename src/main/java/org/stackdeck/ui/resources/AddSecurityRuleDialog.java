package org.stackdeck.ui.resources;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.cloud.resource.SecurityRulePreset;
import org.stackdeck.ui.PermissionsChangedEvent;
import org.stackdeck.ui.actions.ParameterOption;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.creation.ResourceCreationDialogs.ChoiceLoader;

/** Dialog for a new rule of a security group, with presets for common services. */
final class AddSecurityRuleDialog extends FormDialog {

    /**
     * Options for the service: common services with their ports, all protocols, all traffic between the members of the
     * group, and custom values.
     */
    private enum Preset {
        SSH(SecurityRulePreset.SSH),
        HTTP(SecurityRulePreset.HTTP),
        HTTPS(SecurityRulePreset.HTTPS),
        RDP(SecurityRulePreset.RDP),
        PING(SecurityRulePreset.PING),
        ALL(SecurityRule.ANY),
        MEMBERS(SecurityRule.ANY),
        CUSTOM((String) null);

        private final @Nullable String protocol;
        private final @Nullable String ports;

        Preset(SecurityRulePreset service) {
            this.protocol = service.protocol();
            this.ports = service.ports();
        }

        Preset(@Nullable String protocol) {
            this.protocol = protocol;
            this.ports = null;
        }
    }

    private enum Source {
        EVERYONE,
        MY_ADDRESS,
        ADDRESSES,
        GROUP
    }

    private final transient CloudResource own;
    private final String address;
    private final transient NewResourceTarget place;
    private final transient ChoiceLoader loader;
    private final transient Predicate<ActionRequest> submit;
    private final Select<Preset> preset = new Select<>();
    private final Select<String> direction = new Select<>();
    private final ComboBox<String> protocol = new ComboBox<>();
    private final TextField ports = new TextField();
    private final Select<Source> source = new Select<>();
    private final TextField addresses = new TextField();
    private final ComboBox<ParameterOption> group = new ComboBox<>();

    /**
     * @param own the security group that receives the rule
     * @param address IP address of the viewer
     * @param place cloud and project of the security group
     * @param submit submits the request and returns whether it was accepted
     */
    AddSecurityRuleDialog(
            String title,
            CloudResource own,
            String address,
            NewResourceTarget place,
            Messages messages,
            ChoiceLoader loader,
            Predicate<ActionRequest> submit) {
        super(messages, title, "460px");
        this.own = own;
        this.address = address;
        this.place = place;
        this.loader = loader;
        this.submit = submit;
        init(preset, "service", List.of(Preset.values()));
        init(direction, "direction", List.of("ingress", "egress"));
        init(source, "source", List.of(Source.values()));
        protocol.setLabel(messages.text("resources.rules.field.protocol"));
        protocol.setItems("tcp", "udp", "icmp", SecurityRule.ANY);
        protocol.setItemLabelGenerator(
                item -> item.equals(SecurityRule.ANY) ? messages.text("resources.rules.any") : item);
        protocol.setAllowCustomValue(true);
        protocol.addCustomValueSetListener(event -> protocol.setValue(event.getDetail()));
        ports.setLabel(messages.text("resources.rules.field.ports"));
        ports.setHelperText(messages.text("resources.rules.field.ports.help"));
        addresses.setLabel(messages.text("resources.rules.field.addresses"));
        addresses.setPlaceholder("10.0.0.0/8");
        group.setLabel(messages.text("resources.rules.field.group"));
        group.setItemLabelGenerator(ParameterOption::label);
        addFields(preset, direction, protocol, ports, source, addresses, group);
        preset.addValueChangeListener(_ -> showFields());
        source.addValueChangeListener(_ -> showFields());
        direction.addValueChangeListener(_ -> showFields());
        addresses.addValueChangeListener(_ -> showFields());
        preset.setValue(Preset.SSH);
        direction.setValue("ingress");
        source.setValue(Source.MY_ADDRESS);
        Button button = addButtons("resources.action.security-groups.add-rule", this::submit);
        button.focus();
    }

    private <T> void init(Select<T> select, String field, List<T> items) {
        select.setLabel(messages.text("resources.rules.field." + field));
        select.setItems(items);
        select.setItemLabelGenerator(item -> item.equals(Source.MY_ADDRESS)
                ? messages.text("resources.rules.source.MY_ADDRESS", address)
                : item.equals(Preset.MEMBERS)
                        ? messages.text("resources.rules.service.MEMBERS", own.displayName())
                        : messages.text("resources.rules." + field + "." + item));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        loadGroups();
        PermissionsChangedEvent.listen(event, this::loadGroups);
    }

    private void loadGroups() {
        loader.load(this, place, ActionParameter.SOURCE_GROUP, loaded -> {
            ParameterOption before = group.getValue();
            group.setItems(loaded.choices());
            group.setValue(loaded.choices().stream()
                    .filter(choice -> before != null && choice.id().equals(before.id()))
                    .findFirst()
                    .orElse(null));
            if (loaded.problem() != null) {
                check(group, false, "servers.order.unknown", loaded.problem());
            }
        });
    }

    private void showFields() {
        boolean custom = preset.getValue() == Preset.CUSTOM;
        protocol.setVisible(custom);
        ports.setVisible(custom);
        boolean members = preset.getValue() == Preset.MEMBERS;
        direction.setVisible(!members);
        source.setVisible(!members);
        addresses.setVisible(!members && source.getValue() == Source.ADDRESSES);
        group.setVisible(!members && source.getValue() == Source.GROUP);
        source.setHelperText(isOpenToAllAddresses() ? messages.text("resources.rules.open.warning") : null);
    }

    private boolean isOpenToAllAddresses() {
        return "ingress".equals(direction.getValue())
                && (source.getValue() == Source.EVERYONE
                        || (source.getValue() == Source.ADDRESSES
                                && SecurityRule.isAllAddresses(
                                        addresses.getValue().strip())));
    }

    private void submit() {
        boolean custom = preset.getValue() == Preset.CUSTOM;
        String usedProtocol = custom ? protocol.getValue() : preset.getValue().protocol;
        String usedPorts = custom ? ports.getValue() : preset.getValue().ports;
        boolean complete = check(
                        protocol, usedProtocol != null && !usedProtocol.isBlank(), "servers.order.wrong.missing")
                && check(addresses, !addresses.isVisible() || !addresses.isEmpty(), "servers.order.wrong.missing")
                && check(group, !group.isVisible() || group.getValue() != null, "servers.order.wrong.missing");
        if (!complete) {
            return;
        }
        ActionRequest request = ActionRequest.of(ResourceAction.ADD_SECURITY_GROUP_RULE)
                .with(ActionParameter.DIRECTION, direction.isVisible() ? direction.getValue() : "ingress");
        if (usedProtocol != null && !usedProtocol.equals(SecurityRule.ANY)) {
            request = request.with(ActionParameter.PROTOCOL, usedProtocol.strip());
        }
        if (usedPorts != null && !usedPorts.isBlank()) {
            request = request.with(ActionParameter.PORTS, usedPorts.strip());
        }
        submitValid(
                preset.getValue() == Preset.MEMBERS
                        ? forGroup(request, new ActionArgument(own.id(), own.displayName()))
                        : withSource(request));
    }

    private ActionRequest withSource(ActionRequest request) {
        return switch (source.getValue()) {
            case EVERYONE -> forAllVersions(request);
            case MY_ADDRESS -> request.with(ActionParameter.SOURCE, address + (address.contains(":") ? "/128" : "/32"));
            case ADDRESSES ->
                request.with(ActionParameter.SOURCE, addresses.getValue().strip());
            case GROUP ->
                forGroup(
                        request,
                        new ActionArgument(
                                group.getValue().id(), group.getValue().name()));
        };
    }

    private static ActionRequest forGroup(ActionRequest request, ActionArgument members) {
        return forAllVersions(request.with(ActionParameter.SOURCE_GROUP, members));
    }

    /** Adds a rule for IPv4 and one for IPv6, except for types of ICMP, which differ between the versions. */
    private static ActionRequest forAllVersions(ActionRequest request) {
        String protocol = request.value(ActionParameter.PROTOCOL).orElse(SecurityRule.ANY);
        if (!SecurityRule.isIcmp(protocol)) {
            return request.with(ActionParameter.ETHER_TYPE, "both");
        }
        boolean sameInBoth =
                protocol.equals("icmp") && request.value(ActionParameter.PORTS).isEmpty();
        String type = sameInBoth ? "both" : Set.of("icmp", "1").contains(protocol) ? "IPv4" : "IPv6";
        return request.with(ActionParameter.ETHER_TYPE, type);
    }

    private void submitValid(ActionRequest request) {
        try {
            request.validate();
            if (submit.test(request)) {
                close();
            }
        } catch (InvalidActionParameterException e) {
            check(
                    switch (e.parameter()) {
                        case PORTS -> ports;
                        case PROTOCOL -> protocol;
                        case SOURCE_GROUP -> group;
                        default -> addresses.isVisible() ? addresses : source;
                    },
                    false,
                    "servers.order.wrong."
                            + e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }
}
