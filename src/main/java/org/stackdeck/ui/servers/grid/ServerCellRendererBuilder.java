package org.stackdeck.ui.servers.grid;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.ValueProvider;

/**
 * Builds the renderer of a cell that shows data of a server. In the header of a group, the properties of the cell are
 * null and its functions do nothing.
 */
final class ServerCellRendererBuilder {

    private final LitRenderer<ServerGridRow> renderer;

    private ServerCellRendererBuilder(LitRenderer<ServerGridRow> renderer) {
        this.renderer = renderer;
    }

    /** @param template template that also renders if all properties are null */
    static ServerCellRendererBuilder of(String template) {
        return new ServerCellRendererBuilder(LitRenderer.of(template));
    }

    /** Returns a template that renders nothing if the property is null. */
    static String unlessNull(String property, String template) {
        return "${item." + property + " == null ? '' : html`" + template + "`}";
    }

    ServerCellRendererBuilder withProperty(String name, ValueProvider<ServerRow, ?> value) {
        renderer.withProperty(name, row -> row instanceof ServerRow server ? value.apply(server) : null);
        return this;
    }

    ServerCellRendererBuilder withFunction(String name, SerializableConsumer<ServerRow> function) {
        renderer.withFunction(name, row -> {
            if (row instanceof ServerRow server) {
                function.accept(server);
            }
        });
        return this;
    }

    ServerCellRendererBuilder withHeader(GroupHeaderTemplate header) {
        header.addProperties(renderer);
        return this;
    }

    LitRenderer<ServerGridRow> renderer() {
        return renderer;
    }
}
