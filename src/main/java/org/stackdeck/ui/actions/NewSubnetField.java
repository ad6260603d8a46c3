package org.stackdeck.ui.actions;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.textfield.TextField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.NewSubnet;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Fields of an additional subnet of a new network, which are visible after a click on their label. The value only shows
 * that a field has changed. Errors that belong to no field are shown at the address range.
 */
@Tag(Tag.DIV)
final class NewSubnetField extends AbstractField<NewSubnetField, String> implements HasComponents, HasValidation {

    private final Map<ActionParameter, ActionField> fields = new EnumMap<>(ActionParameter.class);
    private final TextField cidr;
    private final NativeDetails details;

    NewSubnetField(String label, Messages messages) {
        super("");
        Div content = StyledElements.div("fields");
        details = new NativeDetails(label, content);
        add(details);
        for (ActionParameter parameter : NewSubnet.PARAMETERS) {
            ActionField field =
                    ActionField.of(parameter, false, null, messages, () -> setModelValue(values().toString(), true));
            fields.put(parameter, field);
            content.add(field.component());
        }
        cidr = (TextField) field(ActionParameter.CIDR).component();
    }

    private ActionField field(ActionParameter parameter) {
        return Objects.requireNonNull(fields.get(parameter));
    }

    private Map<ActionParameter, String> values() {
        Map<ActionParameter, String> values = new EnumMap<>(ActionParameter.class);
        fields.forEach((parameter, field) -> field.argument()
                .map(ActionArgument::value)
                .filter(value -> !value.isBlank())
                .ifPresent(value -> values.put(parameter, value.strip())));
        return values;
    }

    /**
     * Returns the subnet; empty if the user has entered nothing.
     *
     * @throws InvalidActionParameterException if a value is missing or malformed
     */
    Optional<ActionArgument> argument() {
        Map<ActionParameter, String> values = values();
        return values.keySet().equals(Set.of(ActionParameter.DHCP))
                ? Optional.empty()
                : Optional.of(new ActionArgument(NewSubnet.toText(List.of(values)), null));
    }

    void setError(InvalidActionParameterException e, Messages messages) {
        details.setOpen(true);
        Optional.of(e.field().substring(e.field().lastIndexOf('.') + 1))
                .flatMap(ActionParameter::fromCode)
                .filter(fields::containsKey)
                .map(this::field)
                .orElse(field(ActionParameter.CIDR))
                .setError(ActionField.problem(e, messages));
    }

    void onEnter(Runnable action) {
        fields.values().forEach(field -> field.onEnter(action));
    }

    @Override
    protected void setPresentationValue(String newPresentationValue) {
        // Only the fields change the value.
    }

    @Override
    public void setErrorMessage(String errorMessage) {
        cidr.setErrorMessage(errorMessage);
    }

    @Override
    public String getErrorMessage() {
        return cidr.getErrorMessage();
    }

    @Override
    public void setInvalid(boolean invalid) {
        cidr.setInvalid(invalid);
    }

    @Override
    public boolean isInvalid() {
        return cidr.isInvalid();
    }
}
