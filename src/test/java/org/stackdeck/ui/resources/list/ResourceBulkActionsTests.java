package org.stackdeck.ui.resources.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.ui.bulk.BulkActionDialog;
import org.stackdeck.ui.preview.MemberPageTestBase;

class ResourceBulkActionsTests extends MemberPageTestBase {

    @Override
    protected void prepare() {
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_READ)), null);
        operations.clear();
        resources.set(
                ResourceKind.VOLUME,
                volume("v1", "data", "available"),
                volume("v2", "logs", "available"),
                volume("v3", "web", "in-use"));
    }

    private static CloudResource volume(String id, String name, String status) {
        return resource(ResourceKind.VOLUME, id, name, Map.of("status", status));
    }

    private static CloudResource resource(ResourceKind kind, String id, String name, Map<String, Object> values) {
        Project project = ServerBuilder.STAFF;
        return new CloudResource(kind, ServerBuilder.CLOUD, id, project, name, false, values);
    }

    private void open(Permission... more) {
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(more)), null);
        events.publishEvent(new AccessChanged(mia.id()));
        UI.getCurrent().navigate("volumes");
        until(() -> rows().size() == 3);
    }

    private List<ResourceRow> rows() {
        return find(ResourceGrid.class).single().rows();
    }

    private Grid<ResourceRow> grid() {
        return find(ResourceGrid.class).single().grid();
    }

    private boolean isSelectable() {
        return test(grid())
                .getLitRendererPropertyValue(0, 0, "pickLabel", String.class)
                .equals("Select data");
    }

    private void selectAll() {
        until(this::isSelectable);
        for (int row = 0; row < 3; row++) {
            test(grid()).invokeLitRendererFunction(row, 0, "pick");
        }
    }

    private NativeButton deleteButton() {
        return button("delete");
    }

    private NativeButton button(String action) {
        return find(NativeButton.class).withAttribute("data-action", action).single();
    }

    @Test
    void anActionIsPerformedOnTheSelectedVolumesThatDoNotHaveItsEffectYet() {
        resources.set(
                ResourceKind.VOLUME,
                volume("v1", "data", "available"),
                resource(ResourceKind.VOLUME, "v2", "logs", Map.of("status", "available", "bootable", true)),
                volume("v3", "web", "in-use"));
        open(Permission.VOLUME_UPDATE);
        selectAll();
        assertThat(button("set-bootable").getElement().getTextRecursively()).isEqualTo("Make bootable 2");
        assertThat(find(NativeButton.class)
                        .withAttribute("data-action", "delete")
                        .exists())
                .isFalse();

        test(button("set-bootable")).click();
        test(find(Button.class).withText("Make bootable (2)").single()).click();

        until(() -> operations.accepted().size() == 2);
        assertThat(operations.accepted())
                .extracting(operation -> operation.target().idText())
                .containsExactlyInAnyOrder("v1", "v3");
        assertThat(operations.actionRequests()).containsOnly(ActionRequest.of(ResourceAction.SET_VOLUME_BOOTABLE));
    }

    @Test
    void selectedVolumesAreDeletedAfterAConfirmationThatNamesTheirUsers() {
        resources.set(
                ResourceKind.VOLUME_SNAPSHOT,
                resource(ResourceKind.VOLUME_SNAPSHOT, "s1", "yesterday", Map.of("volume", "v1")));
        open(Permission.VOLUME_DELETE);
        selectAll();
        assertThat(deleteButton().getElement().getTextRecursively()).isEqualTo("Delete volume 2");

        test(deleteButton()).click();
        until(() -> find(BulkActionDialog.class).exists());
        String dialog = find(BulkActionDialog.class).single().getElement().getTextRecursively();
        assertThat(dialog).contains("data: ", "yesterday", "Applies to 2 of 3");
        test(find(TextField.class)
                        .withCondition(field -> "Type the number of resources (2) to confirm".equals(field.getLabel()))
                        .single())
                .setValue("2");
        test(find(Button.class).withText("Delete volume (2)").single()).click();

        until(() -> operations.accepted().size() == 2);
        assertThat(operations.accepted())
                .extracting(operation -> operation.target().idText())
                .containsExactlyInAnyOrder("v1", "v2");
    }

    @Test
    void deletionIsOfferedWithAWarningIfItsEffectsCannotBeDescribed() {
        open(Permission.VOLUME_DELETE);
        selectAll();
        inventory.setFailing(true);

        test(deleteButton()).click();

        until(() -> find(BulkActionDialog.class).exists());
        inventory.setFailing(false);
        assertThat(find(BulkActionDialog.class).single().getElement().getTextRecursively())
                .contains("The list of resources that use them is incomplete");
    }

    @Test
    void rowsThatAreNoLongerDisplayedAreNotSelected() {
        open(Permission.VOLUME_DELETE);
        selectAll();

        test(find(Input.class).withAttribute("aria-controls", "search-options").single())
                .setValue("logs");

        assertThat(find(ResourceGrid.class).single().selectedRows())
                .extracting(ResourceRow::name)
                .containsExactly("logs");
    }

    @Test
    void rowsAreSelectableOnlyWithPermissionForABulkAction() {
        open();
        assertThat(isSelectable()).isFalse();

        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_DELETE)), null);
        events.publishEvent(new AccessChanged(mia.id()));
        until(this::isSelectable);

        access.revokeAll(mia.id());
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_READ)), null);
        events.publishEvent(new AccessChanged(mia.id()));
        until(() -> !isSelectable());
    }
}
