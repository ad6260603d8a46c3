package org.stackdeck.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.ui.i18n.Messages;

class ListGridTests {

    private final Messages messages =
            Messages.forLocale(new DefaultI18NProvider(List.of(Locale.ENGLISH)), Locale.ENGLISH);

    @Test
    void columnSendsOnlyThePropertiesThatItsTemplateNames() {
        NameGrid grid = new NameGrid(messages);

        grid.addColumn("groups.column.name", "<b>${item.nameWord}</b>", "100px", 0);
        grid.addColumn("groups.column.name", "${item.name}" + ListGrid.iconButton("remove", "trash"), "100px", 0);

        assertThat(properties(grid, 0)).containsExactly("nameWord");
        assertThat(properties(grid, 1)).containsExactlyInAnyOrder("name", "removeWord");
    }

    @Test
    void emptyStateReplacesAGridWithoutRows() {
        NameGrid grid = new NameGrid(messages);
        grid.setRows(List.of());
        assertThat(isHidden(grid)).isFalse();

        grid.setEmptyState("users", "groups.none");
        grid.setRows(List.of());
        assertThat(isHidden(grid)).isTrue();
        assertThat(grid.grid().isVisible())
                .as("Flow would keep the updates of an invisible grid")
                .isTrue();

        grid.setRows(List.of("web"));
        assertThat(isHidden(grid)).isFalse();
    }

    private static boolean isHidden(NameGrid grid) {
        return grid.grid().getElement().hasAttribute("hidden");
    }

    private static Set<String> properties(NameGrid grid, int column) {
        return ((LitRenderer<String>) grid.grid().getColumns().get(column).getRenderer())
                .getValueProviders()
                .keySet();
    }

    private static final class NameGrid extends ListGrid<String> {

        NameGrid(Messages messages) {
            super(messages, "groups.title", name -> name);
            addProperty("name", name -> name);
            addProperty("nameWord", name -> name);
            addAction("remove", name -> name, _ -> {});
        }
    }
}
