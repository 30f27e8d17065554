package io.siyu.gateway.wecom.client;

import java.util.concurrent.TimeUnit;
import me.chanjar.weixin.common.util.http.apache.ApacheHttpClientBuilder;
import org.apache.http.client.HttpRequestRetryHandler;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.config.SocketConfig;
import org.apache.http.conn.ConnectionKeepAliveStrategy;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;

/** One pool of connections with short waits; a proxy is none of WxJava's business here. */
class PlatformHttp implements ApacheHttpClientBuilder {

    private static final int CONNECTIONS = 50;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 5_000;

    /** After so long a kept connection is looked at before it is used: one that was closed makes a call whose outcome nobody knows. */
    private static final int IDLE_MILLIS = 50;

    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(connections())
            .setDefaultRequestConfig(RequestConfig.custom()
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setSocketTimeout(READ_MILLIS)
                    .setConnectionRequestTimeout(CONNECT_MILLIS)
                    .build())
            // A kept connection may have been closed by the other side: what only asks is asked once more, what does
            // something is not.
            .setRetryHandler(new DefaultHttpRequestRetryHandler(1, false))
            .disableRedirectHandling()
            .disableCookieManagement()
            .build();

    private static PoolingHttpClientConnectionManager connections() {
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(1, TimeUnit.MINUTES);
        connections.setMaxTotal(CONNECTIONS);
        connections.setDefaultMaxPerRoute(CONNECTIONS);
        connections.setValidateAfterInactivity(IDLE_MILLIS);
        connections.setDefaultSocketConfig(
                SocketConfig.custom().setSoTimeout(READ_MILLIS).build());
        return connections;
    }

    @Override
    public CloseableHttpClient build() {
        return client;
    }

    @Override
    public ApacheHttpClientBuilder httpProxyHost(String host) {
        return this;
    }

    @Override
    public ApacheHttpClientBuilder httpProxyPort(int port) {
        return this;
    }

    @Override
    public ApacheHttpClientBuilder httpProxyUsername(String name) {
        return this;
    }

    @Override
    public ApacheHttpClientBuilder httpProxyPassword(String password) {
        return this;
    }

    @Override
    public ApacheHttpClientBuilder httpRequestRetryHandler(HttpRequestRetryHandler handler) {
        return this;
    }

    @Override
    public ApacheHttpClientBuilder keepAliveStrategy(ConnectionKeepAliveStrategy strategy) {
        return this;
    }

    @Override
    public ApacheHttpClientBuilder sslConnectionSocketFactory(SSLConnectionSocketFactory factory) {
        return this;
    }

    @Override
    public ApacheHttpClientBuilder supportedProtocols(String[] protocols) {
        return this;
    }
}
