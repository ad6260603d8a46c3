package org.stackdeck.cloud.openstack.image;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openstack4j.core.transport.HttpExecutorService;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.ObjectMapperSingleton;
import org.stackdeck.cloud.openstack.http.ServiceResponse;

/**
 * Sends openstack4j's requests through Stackdeck's HTTP client. {@link java.util.ServiceLoader} finds this class.
 * Responses other than 2xx are not passed to openstack4j, which treats many of them as success or as an empty result.
 */
public final class OpenStack4jHttpExecutor implements HttpExecutorService {

    @Override
    public <R> HttpResponse execute(HttpRequest<R> request) {
        // The URL already contains the query. The headers are omitted, because they contain a token of the thread's
        // session.
        ServiceResponse serviceResponse = OpenStack4jTemplate.CURRENT
                .get()
                .sendTo(URI.create(request.getUrl()), request.getMethod().name(), Map.of(), body(request));
        return new OpenStack4jHttpResponse(serviceResponse);
    }

    private static <R> @Nullable String body(HttpRequest<R> request) {
        if (request.hasJson()) {
            return request.getJson();
        }
        Object entity = request.getEntity();
        if (entity == null) {
            return null;
        }
        try {
            return ObjectMapperSingleton.getContext(entity.getClass()).writer().writeValueAsString(entity);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("openstack4j made a request that is not JSON", e);
        }
    }

    @Override
    public String getExecutorDisplayName() {
        return "Stackdeck";
    }
}
