package org.stackdeck.cloud.openstack.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openstack4j.core.transport.ExecutionOptions;
import org.openstack4j.core.transport.HttpEntityHandler;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.ObjectMapperSingleton;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceResponse;

/** Adapts a 2xx response to openstack4j's interface. */
final class OpenStack4jHttpResponse implements HttpResponse {

    private final ServiceResponse serviceResponse;

    OpenStack4jHttpResponse(ServiceResponse serviceResponse) {
        this.serviceResponse = serviceResponse;
    }

    @Override
    public <T> T getEntity(Class<T> type) {
        return getEntity(type, null);
    }

    @Override
    @SuppressWarnings("NullAway") // openstack4j accepts null for "no options"
    public <T> T getEntity(Class<T> type, @Nullable ExecutionOptions<T> options) {
        return HttpEntityHandler.handle(this, type, options, true);
    }

    @Override
    public <T> T readEntity(Class<T> type) {
        try {
            return ObjectMapperSingleton.getContext(type).readerFor(type).readValue(serviceResponse.body());
        } catch (IOException e) {
            throw ServiceJson.invalidResponse(serviceResponse);
        }
    }

    @Override
    public int getStatus() {
        return serviceResponse.status();
    }

    @Override
    public String getContentType() {
        return serviceResponse.header("Content-Type").orElse("");
    }

    @Override
    public String getStatusMessage() {
        return "";
    }

    @Override
    public InputStream getInputStream() {
        return serviceResponse.body();
    }

    @Override
    @SuppressWarnings("NullAway") // openstack4j accepts null for "no such header"
    public @Nullable String header(String name) {
        return serviceResponse.header(name).orElse(null);
    }

    @Override
    public Map<String, String> headers() {
        return serviceResponse.headers().map().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> String.join(",", e.getValue()), (a, _) -> a));
    }

    @Override
    public void close() {}
}
